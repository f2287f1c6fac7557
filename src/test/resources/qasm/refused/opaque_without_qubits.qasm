//! 2 13 found ';', expected the name of a qubit
opaque magic;
qreg q[3];
creg c[3];

