//! 2 8 found '99999999999999999999', but the size of a register is at most 150
qreg q[99999999999999999999];
