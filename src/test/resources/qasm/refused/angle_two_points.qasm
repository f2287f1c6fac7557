//! 4 7 found '.3', expected ')' after the angles
qreg q[3];
creg c[3];
rx(1.2.3) q[0];
