//! 4 14 found 'q', expected one of the qubits that the gate names before its body
qreg q[3];
creg c[3];
gate g a { x q[0]; }
