//! 4 5 found 'i', expected a whole number as the index
qreg q[3];
creg c[3];
h q[i];
