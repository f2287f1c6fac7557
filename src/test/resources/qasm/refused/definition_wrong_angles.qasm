//! 2 12 found 0 angles for gate 'rx', expected 1 angle
gate g a { rx a; }
qreg q[3];
creg c[3];

