// As tket writes: angles as fractions of pi, u1, u2 and u3.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(0.25*pi,0.5*pi,1.5*pi) q[0];
u2(0.0*pi,1.0*pi) q[1];
cx q[1],q[0];
u1(3.75*pi) q[1];
h q[1];
measure q[0] -> c[0];
measure q[1] -> c[1];
//> 0.375 00
//> 0.125 01
//> 0.125 10
//> 0.375 11
