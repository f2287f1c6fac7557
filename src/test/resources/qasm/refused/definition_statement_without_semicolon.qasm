//! 2 16 found '}', expected ';' to end the statement
gate g a { x a }
qreg q[3];
creg c[3];

