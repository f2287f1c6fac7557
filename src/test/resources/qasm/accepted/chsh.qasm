// A Bell inequality at its best angles: equal in 85.36 %.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
h q[0];
cx q[0],q[1];
ry(-pi/4) q[1];
measure q -> c;
//> 0.4267766952966 00
//> 0.0732233047034 01
//> 0.0732233047034 10
//> 0.4267766952966 11
