// A condition on a gate on a register.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
qreg r[3];
creg c[1];
creg d[3];
h q;
measure q -> c;
if(c==1) x r;
measure r -> d;
//> 0.5 000 0
//> 0.5 111 1
