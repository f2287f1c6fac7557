//! 2 10 found 'two', expected 2.0, the version of OpenQASM that is read here
OPENQASM two;
qreg q[1];
