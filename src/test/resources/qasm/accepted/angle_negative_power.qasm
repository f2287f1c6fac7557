// A sign in the exponent.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(2^-1) q[0];
measure q -> c;
//> 0.9387912809452 0
//> 0.0612087190548 1
