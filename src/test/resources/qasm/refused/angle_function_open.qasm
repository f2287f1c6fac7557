//! 4 11 found 'q', expected ')' after the angles
qreg q[3];
creg c[3];
rx(sin(1) q[0];
