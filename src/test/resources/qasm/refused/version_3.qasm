//! 2 10 found '3.0', expected 2.0, the version of OpenQASM that is read here
OPENQASM 3.0;
qreg q[1];
