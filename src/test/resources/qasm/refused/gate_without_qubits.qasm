//! 4 2 found ';', expected a quantum register
qreg q[3];
creg c[3];
h;
