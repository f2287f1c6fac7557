//! 4 17 found ';', expected a classical register
qreg q[3];
creg c[3];
measure q[0] -> ;
