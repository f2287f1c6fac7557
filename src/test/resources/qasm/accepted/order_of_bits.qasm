// Bit 0 stands rightmost.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[4];
creg c[4];
x q[0];
x q[1];
measure q -> c;
//> 1.0 0011
