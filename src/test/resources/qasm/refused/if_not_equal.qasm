//! 4 5 found the character '!', which stands only in comments
qreg q[3];
creg c[3];
if(c!=1) x q[0];
