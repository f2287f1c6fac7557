// Exponents of either sign and case.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(12e-1 + 1.5E+0 - 20e-01) q[0];
measure q -> c;
//> 0.8824210936422 0
//> 0.1175789063578 1
