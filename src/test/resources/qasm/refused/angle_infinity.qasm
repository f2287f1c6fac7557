//! 4 4 found 'inf', expected a number, pi, or one of sin, cos, tan, exp, ln, sqrt
qreg q[3];
creg c[3];
rx(inf) q[0];
