//! 2 6 found '{', expected the name of the gate
gate { }
qreg q[3];
creg c[3];

