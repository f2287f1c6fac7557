//! 4 14 found '-', expected '->' between the qubit and the bit
qreg q[3];
creg c[3];
measure q[0] - > c[0];
