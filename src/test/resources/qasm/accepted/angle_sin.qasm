// The sine.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(3*sin(0.4)) q[0];
measure q -> c;
//> 0.6958788872507 0
//> 0.3041211127493 1
