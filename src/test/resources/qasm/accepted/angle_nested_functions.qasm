// Functions of functions.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(sqrt(exp(ln(sin(0.9)^2)))) q[0];
measure q -> c;
//> 0.8542849304748 0
//> 0.1457150695252 1
