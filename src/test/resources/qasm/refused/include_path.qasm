//! 2 9 found '"../../etc/passwd"', expected "qelib1.inc"; put other definitions into the program itself
include "../../etc/passwd";
qreg q[1];
