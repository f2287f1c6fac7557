//! 4 5 found '=', expected '=='
qreg q[3];
creg c[3];
if(c=1) x q[0];
