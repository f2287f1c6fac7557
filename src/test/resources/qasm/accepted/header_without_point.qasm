// A version without its minor part.
OPENQASM 2;
qreg q[1];
creg c[1];
x q[0];
measure q -> c;
//> 1.0 1
