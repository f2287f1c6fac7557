//! 2 12 found 'gate', expected a gate, a barrier, or '}' to end the body
gate g a { gate k b { x b; } }
qreg q[3];
creg c[3];

