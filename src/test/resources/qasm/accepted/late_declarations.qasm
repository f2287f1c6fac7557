// Registers declared when they are needed.
OPENQASM 2.0;
include "qelib1.inc";
qreg a[1];
x a;
creg c[1];
qreg b[2];
cx a[0],b[1];
creg d[2];
measure b -> d;
measure a -> c;
//> 1.0 10 1
