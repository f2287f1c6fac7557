// A reset of a fresh register.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
reset q;
x q[1];
measure q -> c;
//> 1.0 010
