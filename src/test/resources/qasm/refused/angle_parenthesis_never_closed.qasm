//! 5 1 found the end of the file, expected ')' after the angles
qreg q[3];
creg c[3];
rx(1
