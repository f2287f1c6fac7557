//! 3 1 found 'creg', expected ';' to end the declaration
qreg q[2]
creg c[2];
