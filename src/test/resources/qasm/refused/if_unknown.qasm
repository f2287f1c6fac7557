//! 4 4 found 'd', expected a classical register; declare it with 'creg' before
qreg q[3];
creg c[3];
if(d==1) x q[0];
