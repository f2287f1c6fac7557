// One qubit into two bits, which agree.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[2];
ry(1) q;
measure q[0] -> c[0];
measure q[0] -> c[1];
//> 0.7701511529341 00
//> 0.2298488470659 11
