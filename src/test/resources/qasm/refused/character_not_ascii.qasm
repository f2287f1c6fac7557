//! 4 9 found the character U+00E9, which stands only in comments
qreg q[3];
creg c[3];
h q[0]; é q[1];
