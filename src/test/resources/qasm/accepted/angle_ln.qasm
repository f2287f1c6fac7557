// The natural logarithm.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(ln(5)) q[0];
measure q -> c;
//> 0.480684015033 0
//> 0.519315984967 1
