// One control, many targets.
OPENQASM 2.0;
include "qelib1.inc";
qreg a[1];
qreg b[3];
creg c[3];
h a;
cx a[0],b;
measure b -> c;
//> 0.5 000
//> 0.5 111
