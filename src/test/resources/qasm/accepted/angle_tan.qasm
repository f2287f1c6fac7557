// The tangent.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(tan(0.7)) q[0];
measure q -> c;
//> 0.8328785264576 0
//> 0.1671214735424 1
