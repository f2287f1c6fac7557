//! 4 1 found 1 qubit for gate 'cx', expected 2 qubits
qreg q[3];
creg c[3];
cx q[0];
