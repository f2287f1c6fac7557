// Powers go right to left: 512, not 64.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(2^3^2/300) q[0];
measure q -> c;
//> 0.4322736595697 0
//> 0.5677263404303 1
