// A header and no include.
OPENQASM 2.0;
qreg q[1];
creg c[1];
rx(pi/3) q[0];
measure q -> c;
//> 0.75 0
//> 0.25 1
