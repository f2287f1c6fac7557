//! 2 9 found '"?[31mred?"', expected "qelib1.inc"; put other definitions into the program itself
include "[31mred";
qreg q[1];
