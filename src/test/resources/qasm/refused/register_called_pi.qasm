//! 2 6 found 'pi', a word of the language, as a name
qreg pi[2];
