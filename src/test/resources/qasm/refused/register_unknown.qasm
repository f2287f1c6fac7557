//! 4 3 found 'r', expected a quantum register; declare it with 'qreg' before
qreg q[3];
creg c[3];
h r[0];
