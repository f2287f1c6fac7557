//! 4 9 found a qubit that the statement names before; a gate's qubits must differ
qreg q[3];
creg c[3];
cx q[0],q;
