//! 4 7 found '-', expected a whole number of 0 or more
qreg q[3];
creg c[3];
if(c==-1) x q[0];
