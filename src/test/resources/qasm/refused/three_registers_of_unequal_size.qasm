//! 5 9 found registers of 2 and 1 elements in one statement, expected equal sizes
qreg a[2];
qreg b[2];
qreg d[1];
ccx a,b,d;
