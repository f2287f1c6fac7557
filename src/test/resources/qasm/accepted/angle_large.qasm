// A large angle keeps all of its digits.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(1e6 + 0.5) q[0];
measure q -> c;
//> 0.9949365776116 0
//> 0.0050634223884 1
