// The swap test of two states: 0 with (1 + overlap)/2.
OPENQASM 2.0;
include "qelib1.inc";
qreg a[1];
qreg u[1];
qreg v[1];
creg c[1];
ry(0.6) u;
ry(1.7) v;
h a;
cswap a[0],u[0],v[0];
h a;
measure a -> c;
//> 0.8633990303564 0
//> 0.1366009696436 1
