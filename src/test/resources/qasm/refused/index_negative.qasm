//! 4 5 found '-', expected a whole number as the index
qreg q[3];
creg c[3];
h q[-1];
