//! 4 4 found 'theta', expected a number, pi, or one of sin, cos, tan, exp, ln, sqrt
qreg q[3];
creg c[3];
rx(theta) q[0];
