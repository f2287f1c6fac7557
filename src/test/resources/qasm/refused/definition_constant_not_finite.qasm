//! 2 16 found an angle that is not a finite number; it divides by zero or leaves the range
gate g a { rx(1/0) a; }
qreg q[3];
creg c[3];

