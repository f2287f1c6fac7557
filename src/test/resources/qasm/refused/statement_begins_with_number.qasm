//! 4 1 found '3', expected a statement
qreg q[3];
creg c[3];
3 h q[0];
