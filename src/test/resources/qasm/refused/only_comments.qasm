//! 4 1 found the end of the file, expected at least one quantum register; declare it with 'qreg'
// nothing
/* at all */
