// Neither header nor include.
qreg q[2];
creg c[2];
h q[0];
cx q[0],q[1];
measure q -> c;
//> 0.5 00
//> 0.5 11
