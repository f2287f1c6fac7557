//! 4 9 found a comment without an end; close it with */
qreg q[3];
creg c[3];
h q[0]; /* and so on
