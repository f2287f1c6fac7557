//! 4 3 found ']', expected a quantum register
qreg q[3];
creg c[3];
h ]q[0];
