//! 2 10 found 't' twice; give each a name of its own
gate g(t,t) a { rx(t) a; }
qreg q[3];
creg c[3];

