//! 4 6 found registers of 2 and 3 elements in one statement, expected equal sizes
qreg a[2];
qreg b[3];
cx a,b;
