//! 5 1 found a call of 'magic', which is or holds an opaque gate; define that with 'gate'
opaque magic(t) a,b;
qreg q[3];
creg c[3];
magic(1) q[0],q[1];
