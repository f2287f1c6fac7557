//! 2 6 found '[', expected the name of the register
qreg [2];
