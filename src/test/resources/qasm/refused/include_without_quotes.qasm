//! 2 9 found 'qelib1', expected "qelib1.inc"; put other definitions into the program itself
include qelib1.inc;
qreg q[1];
