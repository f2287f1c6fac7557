//! 4 9 found the classical register 'c', expected a quantum one
qreg q[3];
creg c[3];
measure c[0] -> c[1];
