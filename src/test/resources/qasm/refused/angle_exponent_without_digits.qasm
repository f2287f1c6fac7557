//! 4 4 found '1e', expected digits after the exponent
qreg q[3];
creg c[3];
rx(1e) q[0];
