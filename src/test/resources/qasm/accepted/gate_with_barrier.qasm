// Barriers in a body.
OPENQASM 2.0;
include "qelib1.inc";
gate two a,b { h a; barrier a,b; cx a,b; barrier b; }
qreg q[2];
creg c[2];
two q[1],q[0];
measure q -> c;
//> 0.5 00
//> 0.5 11
