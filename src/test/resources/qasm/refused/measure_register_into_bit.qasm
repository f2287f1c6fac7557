//! 4 1 found a register on one side and an element on the other; measure like into like
qreg q[3];
creg c[3];
measure q -> c[0];
