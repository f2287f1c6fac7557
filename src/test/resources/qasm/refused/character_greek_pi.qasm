//! 4 4 found the character U+03C0, which stands only in comments
qreg q[3];
creg c[3];
rx(π/2) q[0];
