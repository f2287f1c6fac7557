//! 2 8 found a register of size 0, expected 1 or more
qreg q[0];
