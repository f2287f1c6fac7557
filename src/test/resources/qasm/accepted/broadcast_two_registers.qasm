// A gate on two registers goes pair by pair.
OPENQASM 2.0;
include "qelib1.inc";
qreg a[3];
qreg b[3];
creg c[3];
creg d[3];
x a[0];
x a[2];
cx a,b;
measure a -> c;
measure b -> d;
//> 1.0 101 101
