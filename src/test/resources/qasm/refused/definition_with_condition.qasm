//! 2 12 found 'if', expected a gate, a barrier, or '}' to end the body
gate g a { if(c==1) x a; }
qreg q[3];
creg c[3];

