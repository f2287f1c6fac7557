//! 2 15 found '[', expected ';' to end the statement
gate g a { x a[0]; }
qreg q[3];
creg c[3];

