// The include after the registers.
OPENQASM 2.0;
qreg q[1];
creg c[1];
include "qelib1.inc";
x q;
measure q -> c;
//> 1.0 1
