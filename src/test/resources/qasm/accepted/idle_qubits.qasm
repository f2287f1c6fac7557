// Two qubits of 150 at work.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[150];
creg c[2];
h q[17];
cx q[17],q[149];
measure q[17] -> c[0];
measure q[149] -> c[1];
//> 0.5 00
//> 0.5 11
