// Digits before the point alone.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(1.) q[0];
measure q -> c;
//> 0.7701511529341 0
//> 0.2298488470659 1
