//! 4 4 found '0x', expected a number or a name with a letter first
qreg q[3];
creg c[3];
rx(0x10) q[0];
