// A register may be called like a gate.
OPENQASM 2.0;
include "qelib1.inc";
qreg h[2];
creg x[2];
h h[0];
x h[1];
measure h -> x;
//> 0.5 10
//> 0.5 11
