//! 2 8 found '2.5', expected the size of the register
qreg q[2.5];
