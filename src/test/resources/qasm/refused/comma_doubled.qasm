//! 4 9 found ',', expected a quantum register
qreg q[3];
creg c[3];
cx q[0],,q[1];
