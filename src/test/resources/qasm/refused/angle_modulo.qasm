//! 4 5 found the character '%', which stands only in comments
qreg q[3];
creg c[3];
rx(7%3) q[0];
