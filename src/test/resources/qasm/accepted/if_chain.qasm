// Conditions one after another on a register that changes.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
h q[0];
measure q[0] -> c[0];
if(c==1) x q[1];
measure q[1] -> c[1];
if(c==3) x q[0];
if(c==0) x q[0];
creg d[1];
measure q[0] -> d[0];
//> 0.5 0 11
//> 0.5 1 00
