// A register of one qubit goes with another of one.
OPENQASM 2.0;
include "qelib1.inc";
qreg a[1];
qreg b[1];
creg c[1];
x a;
cx a,b;
measure b -> c;
//> 1.0 1
