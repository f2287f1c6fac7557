//! 4 8 found '1', expected '(' after the name of a function
qreg q[3];
creg c[3];
rx(sin 1) q[0];
