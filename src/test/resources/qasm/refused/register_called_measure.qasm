//! 2 6 found 'measure', a word of the language, as a name
creg measure[2];
