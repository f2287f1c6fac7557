//! 4 9 found an angle that is not a finite number; it divides by zero or leaves the range
qreg q[3];
creg c[3];
rx(pi*(0/0)) q[0];
