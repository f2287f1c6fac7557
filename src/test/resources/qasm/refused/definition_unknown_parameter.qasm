//! 2 18 found 's', expected a number, pi, a parameter of the gate, or one of sin, cos, tan, exp, ln, sqrt
gate g(t) a { rx(s) a; }
qreg q[3];
creg c[3];

