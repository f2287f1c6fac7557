// A condition on a reset.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
h q[0];
x q[1];
measure q[0] -> c[0];
if(c==1) reset q[1];
measure q[1] -> c[1];
//> 0.5 01
//> 0.5 10
