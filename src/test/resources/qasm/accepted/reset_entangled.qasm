// A reset of half a Bell pair leaves the other half mixed.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
h q[0];
cx q[0],q[1];
reset q[0];
h q[1];
measure q -> c;
//> 0.5 00
//> 0.5 10
