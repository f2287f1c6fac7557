// A byte order mark in front.
OPENQASM 2.0;
qreg q[1];
creg c[1];
x q;
measure q -> c;
//> 1.0 1
