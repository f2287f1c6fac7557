//! 2 12 found 'measure', expected a gate, a barrier, or '}' to end the body
gate g a { measure a -> c[0]; }
qreg q[3];
creg c[3];

