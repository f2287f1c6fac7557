//! 2 14 found 'b', expected one of the qubits that the gate names before its body
gate g a { x b; }
qreg q[3];
creg c[3];

