//! 4 17 found the quantum register 'q', expected a classical one
qreg q[3];
creg c[3];
measure q[0] -> q[1];
