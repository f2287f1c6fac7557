//! 4 15 found a qubit that the statement names before; a gate's qubits must differ
qreg q[3];
creg c[3];
ccx q[0],q[1],q[0];
