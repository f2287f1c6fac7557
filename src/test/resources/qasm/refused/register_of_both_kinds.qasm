//! 3 6 found a second register 'q'; give each a name of its own
qreg q[2];
creg q[2];
