//! 4 2 found the character U+00A0, which stands only in comments
qreg q[3];
creg c[3];
h q[0];
