//! 2 6 found 'U', a word of the language, as a name
gate U(a,b,c) q { }
qreg q[3];
creg c[3];

