//! 2 9 found '"stdgates.inc"', expected "qelib1.inc"; put other definitions into the program itself
include "stdgates.inc";
qreg q[1];
