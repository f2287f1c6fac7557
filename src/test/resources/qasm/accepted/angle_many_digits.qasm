// More digits than a double holds.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(1.23456789012345678901234567890123456789) q[0];
measure q -> c;
//> 0.6649645348869 0
//> 0.3350354651131 1
