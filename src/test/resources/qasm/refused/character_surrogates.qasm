//! 4 9 found the character U+1F600, which stands only in comments
qreg q[3];
creg c[3];
x q[0]; 😀
