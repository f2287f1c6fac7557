//! 4 1 found 2 angles for gate 'rx', expected 1 angle
qreg q[3];
creg c[3];
rx(0.1,0.2) q[0];
