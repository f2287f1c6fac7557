//! 4 14 found registers of 3 and 2 elements in one statement, expected equal sizes
qreg q[3];
creg c[2];
measure q -> c;
