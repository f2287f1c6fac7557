// Functions and powers of parameters.
OPENQASM 2.0;
include "qelib1.inc";
gate g(a,b,c) q { ry(sin(a)^2*b - sqrt(c)/(a+1)) q; rz(-a) q; rx(ln(b)*exp(-c)) q; }
qreg q[1];
creg c[1];
g(0.8,2.5,0.4) q;
measure q -> c;
//> 0.5762631951992 0
//> 0.4237368048008 1
