//! 4 5 found '3', but an index into this register is at most 2
qreg q[3];
creg c[3];
h q[3];
