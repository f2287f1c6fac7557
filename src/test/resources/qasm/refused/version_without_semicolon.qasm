//! 3 1 found 'qreg', expected ';' after the version
OPENQASM 2.0
qreg q[1];
