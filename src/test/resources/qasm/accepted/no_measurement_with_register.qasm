// A classical register that is never written changes nothing in that.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[5];
x q[1];
//> 1.0 10
