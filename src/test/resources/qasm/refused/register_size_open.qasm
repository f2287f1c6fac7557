//! 2 9 found ';', expected ']' after the size of the register
qreg q[2;
