//! 2 9 found ';', expected 2.0, the version of OpenQASM that is read here
OPENQASM;
qreg q[1];
