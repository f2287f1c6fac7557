//! 4 1 found 2 qubits for gate 'h', expected 1 qubit
qreg q[3];
creg c[3];
h q[0],q[1];
