//! 4 8 found ';', expected a quantum register
qreg q[3];
creg c[3];
barrier;
