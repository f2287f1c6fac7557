// Qubits are numbered through the registers.
OPENQASM 2.0;
include "qelib1.inc";
qreg a[1];
qreg b[2];
qreg d[1];
x b[1];
x d[0];
//> 1.0 1100
