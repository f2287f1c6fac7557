// Times before plus.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(1 + 2*pi/7 - 3/4) q[0];
measure q -> c;
//> 0.7053394047992 0
//> 0.2946605952008 1
