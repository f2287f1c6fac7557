//! 4 1 found 2 angles for gate 'u3', expected 3 angles
qreg q[3];
creg c[3];
u3(0.1,0.2) q[0];
