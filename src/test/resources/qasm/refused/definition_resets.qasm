//! 2 12 found 'reset', expected a gate, a barrier, or '}' to end the body
gate g a { reset a; }
qreg q[3];
creg c[3];

