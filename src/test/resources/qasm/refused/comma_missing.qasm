//! 4 9 found 'q', expected ';' to end the statement
qreg q[3];
creg c[3];
cx q[0] q[1];
