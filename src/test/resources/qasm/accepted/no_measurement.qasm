// Nothing is measured: all qubits are, at the end.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
h q[0];
cx q[0],q[2];
//> 0.5 000
//> 0.5 101
