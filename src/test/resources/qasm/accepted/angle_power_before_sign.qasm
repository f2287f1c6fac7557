// A power binds tighter than the sign before it.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(5 + -2^2) q[0];
measure q -> c;
//> 0.7701511529341 0
//> 0.2298488470659 1
