//! 4 1 found 1 angle for gate 'h', expected 0 angles
qreg q[3];
creg c[3];
h(pi) q[0];
