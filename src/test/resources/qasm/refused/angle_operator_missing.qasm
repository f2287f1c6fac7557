//! 4 6 found 'pi', expected ')' after the angles
qreg q[3];
creg c[3];
rx(2 pi) q[0];
