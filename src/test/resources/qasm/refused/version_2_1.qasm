//! 2 10 found '2.1', expected 2.0, the version of OpenQASM that is read here
OPENQASM 2.1;
qreg q[1];
