//! 2 8 found '-', expected the size of the register
qreg q[-1];
