//! 4 4 found the quantum register 'q', expected a classical one
qreg q[3];
creg c[3];
if(q==1) x q[0];
