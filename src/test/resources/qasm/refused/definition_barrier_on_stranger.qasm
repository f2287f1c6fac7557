//! 2 20 found 'q', expected one of the qubits that the gate names before its body
gate g a { barrier q; }
qreg q[3];
creg c[3];

