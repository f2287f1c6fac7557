//! 3 6 found a second definition of gate 'g'; rename or remove one
gate g a { x a; }
gate g a { y a; }
qreg q[3];
creg c[3];

