// A gate that does nothing.
OPENQASM 2.0;
include "qelib1.inc";
gate nothing(a,b) x,y { }
qreg q[2];
creg c[2];
x q[1];
nothing(1,2) q[0],q[1];
measure q -> c;
//> 1.0 10
