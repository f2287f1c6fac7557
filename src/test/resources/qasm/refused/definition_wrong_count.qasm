//! 2 14 found 2 qubits for gate 'h', expected 1 qubit
gate g a,b { h a,b; }
qreg q[3];
creg c[3];

