// Digits after the point alone.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(.75) q[0];
measure q -> c;
//> 0.8658444344369 0
//> 0.1341555655631 1
