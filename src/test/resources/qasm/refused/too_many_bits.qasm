//! 3 8 found '1025', but the size of a register is at most 1024
qreg q[1];
creg c[1025];
