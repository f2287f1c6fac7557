// Zeros in front.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(007.50/5) q[0];
measure q -> c;
//> 0.5353686008339 0
//> 0.4646313991661 1
