//! 3 1 found 'qreg', expected a gate, a barrier, or '}' to end the body
gate g a { x a;
qreg q[1];
