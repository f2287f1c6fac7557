//! 2 10 found 'a', expected ')' after the parameters
gate g(t a { }
qreg q[3];
creg c[3];

