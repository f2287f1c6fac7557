//! 2 9 found '"mylib.inc"', expected "qelib1.inc"; put other definitions into the program itself
include "mylib.inc";
qreg q[1];
