//! 4 10 found 'q', expected ')' after the angles
qreg q[3];
creg c[3];
rx((1+2) q[0];
