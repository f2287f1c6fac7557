//! 4 4 found a number that is too large; a double holds up to 1.7e308
qreg q[3];
creg c[3];
rx(1e999) q[0];
