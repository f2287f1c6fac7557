//! 2 16 found '{', expected ';' after the declaration
opaque magic a { x a; }
qreg q[3];
creg c[3];

