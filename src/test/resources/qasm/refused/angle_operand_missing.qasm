//! 4 6 found ')', expected an angle
qreg q[3];
creg c[3];
rx(2*) q[0];
