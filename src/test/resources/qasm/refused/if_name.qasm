//! 4 7 found 'pi', expected a whole number of 0 or more
qreg q[3];
creg c[3];
if(c==pi) x q[0];
