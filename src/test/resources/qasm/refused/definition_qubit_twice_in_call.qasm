//! 2 17 found 'a' twice; a gate's qubits must differ
gate g a { cx a,a; }
qreg q[3];
creg c[3];

