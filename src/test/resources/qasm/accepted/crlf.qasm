// Lines end in carriage return and line feed.
OPENQASM 2.0;
qreg q[2];
creg c[2];
x q[1]; // the second
measure q -> c;
//> 1.0 10
