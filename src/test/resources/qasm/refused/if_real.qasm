//! 4 7 found '1.0', expected a whole number of 0 or more
qreg q[3];
creg c[3];
if(c==1.0) x q[0];
