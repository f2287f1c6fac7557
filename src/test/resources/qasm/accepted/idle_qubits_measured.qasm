// An idle qubit is 0.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[60];
creg c[3];
x q[30];
measure q[29] -> c[0];
measure q[30] -> c[1];
measure q[31] -> c[2];
//> 1.0 010
