//! 4 4 found an angle that is not a finite number; it divides by zero or leaves the range
qreg q[3];
creg c[3];
rx(acos(1.5)) q[0];
