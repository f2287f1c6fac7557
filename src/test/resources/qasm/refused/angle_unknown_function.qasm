//! 4 4 found 'sinh', expected a number, pi, or one of sin, cos, tan, exp, ln, sqrt
qreg q[3];
creg c[3];
rx(sinh(1)) q[0];
