// Minus and divide go left to right.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(8/4/2 - 1 - 0.25) q[0];
measure q -> c;
//> 0.9844562108553 0
//> 0.0155437891447 1
