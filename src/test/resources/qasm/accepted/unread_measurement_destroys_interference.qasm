// So it does where its bit is overwritten.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
h q;
measure q[0] -> c[0];
h q;
measure q[0] -> c[0];
//> 0.5 0
//> 0.5 1
