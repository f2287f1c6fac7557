//! 3 1 found 'OPENQASM' after other statements; it stands first or nowhere
qreg q[1];
OPENQASM 2.0;
