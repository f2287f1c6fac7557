//! 2 10 found 'a' twice; give each a name of its own
gate g a,a { x a; }
qreg q[3];
creg c[3];

