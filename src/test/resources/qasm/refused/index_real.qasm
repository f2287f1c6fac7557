//! 4 5 found '1.0', expected a whole number as the index
qreg q[3];
creg c[3];
h q[1.0];
