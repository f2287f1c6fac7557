//! 4 9 found the character '\', which stands only in comments
qreg q[3];
creg c[3];
h q[0]; \
