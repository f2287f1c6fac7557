//! 2 9 found ';', expected '{' before the body of the gate
gate g a;
qreg q[3];
creg c[3];

