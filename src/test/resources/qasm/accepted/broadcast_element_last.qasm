// Many controls, one target: the parity.
OPENQASM 2.0;
include "qelib1.inc";
qreg a[3];
qreg b[1];
creg c[1];
x a[0];
x a[1];
h a[2];
cx a,b[0];
measure b -> c;
//> 0.5 0
//> 0.5 1
