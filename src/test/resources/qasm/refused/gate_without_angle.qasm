//! 4 1 found 0 angles for gate 'rx', expected 1 angle
qreg q[3];
creg c[3];
rx q[0];
