// A reset of a qubit in 1.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
x q;
reset q;
measure q -> c;
//> 1.0 0
