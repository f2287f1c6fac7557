//! 4 8 found the character U+0001, which stands only in comments
qreg q[3];
creg c[3];
h q[0];
