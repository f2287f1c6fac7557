//! 4 16 found '7', but an index into this register is at most 2
qreg q[3];
creg c[3];
barrier q[0],q[7];
