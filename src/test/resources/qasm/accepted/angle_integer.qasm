// A whole number as an angle.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(2) q[0];
measure q -> c;
//> 0.2919265817264 0
//> 0.7080734182736 1
