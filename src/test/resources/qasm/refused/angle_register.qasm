//! 4 4 found 'c', expected a number, pi, or one of sin, cos, tan, exp, ln, sqrt
qreg q[3];
creg c[3];
rx(c) q[0];
