//! 5 1 found 'x', expected ';' to end the statement
qreg q[3];
creg c[3];
h q[0]
x q[1];
