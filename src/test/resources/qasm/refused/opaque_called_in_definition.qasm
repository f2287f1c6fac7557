//! 6 1 found a call of 'g', which is or holds an opaque gate; define that with 'gate'
opaque magic a;
gate g a { magic a; }
qreg q[3];
creg c[3];
g q[0];
