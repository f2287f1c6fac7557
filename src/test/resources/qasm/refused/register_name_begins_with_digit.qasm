//! 2 6 found '2q', expected a number or a name with a letter first
qreg 2q[2];
