//! 4 5 found '[', expected '==' after the register; a condition compares a whole register
qreg q[3];
creg c[3];
if(c[0]==1) x q[0];
