//! 4 4 found ',', expected an angle
qreg q[3];
creg c[3];
u2(,1) q[0];
