//! 3 1 found 'qreg', expected ';' after the file name
include "qelib1.inc"
qreg q[1];
