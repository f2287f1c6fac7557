//! 3 8 found 151 qubits in all, but at most 150 may be declared
qreg a[100];
qreg b[51];
