//! 4 6 found ';', expected ']' after the index
qreg q[3];
creg c[3];
h q[1;
