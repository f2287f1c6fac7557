// Bits that nothing is measured into are 0.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[4];
creg d[2];
x q;
measure q[0] -> c[2];
//> 1.0 00 0100
