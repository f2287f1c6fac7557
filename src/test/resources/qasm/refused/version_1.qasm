//! 2 10 found '1.0', expected 2.0, the version of OpenQASM that is read here
OPENQASM 1.0;
qreg q[1];
