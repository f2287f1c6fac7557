// The square root.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(sqrt(2)) q[0];
measure q -> c;
//> 0.5779718473827 0
//> 0.4220281526173 1
