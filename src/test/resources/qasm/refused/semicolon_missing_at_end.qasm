//! 5 1 found the end of the file, expected ';' to end the statement
qreg q[3];
creg c[3];
h q[0]
