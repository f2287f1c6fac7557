//! 2 9 found a string without an end; close it with "
include "qelib1.inc;
qreg q[1];
