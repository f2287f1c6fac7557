//! 4 3 found the classical register 'c', expected a quantum one
qreg q[3];
creg c[3];
h c[0];
