//! 2 7 found ';', expected '[' before the size of the register
qreg q;
