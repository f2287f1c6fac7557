//! 2 6 found 'measure', a word of the language, as a name
gate measure a { }
qreg q[3];
creg c[3];

