//! 3 1 found 'OPENQASM' after other statements; it stands first or nowhere
OPENQASM 2.0;
OPENQASM 2.0;
qreg q[1];
