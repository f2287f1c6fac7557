//! 4 1 found 'H', which is no gate; write 'h'
qreg q[3];
creg c[3];
H q[0];
