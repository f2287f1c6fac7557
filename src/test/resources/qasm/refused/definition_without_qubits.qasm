//! 2 8 found '{', expected the name of a qubit
gate g { }
qreg q[3];
creg c[3];

