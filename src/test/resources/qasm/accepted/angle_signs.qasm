// Signs in a row.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(- -+-1.1) q[0];
measure q -> c;
//> 0.7267980607128 0
//> 0.2732019392872 1
