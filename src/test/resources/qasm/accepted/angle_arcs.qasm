// Inverse functions, as older exporters use them.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(asin(0.5)+acos(0.25)-atan(2)) q[0];
measure q -> c;
//> 0.871060815792 0
//> 0.128939184208 1
