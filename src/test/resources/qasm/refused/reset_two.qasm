//! 4 11 found ',', expected ';' to end the statement
qreg q[3];
creg c[3];
reset q[0],q[1];
