// A bit is read by a condition and then measured into again.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[1];
h q[0];
measure q[0] -> c[0];
if(c==1) x q[1];
measure q[1] -> c[0];
measure q[2] -> c[0];
creg d[1];
measure q[1] -> d[0];
//> 0.5 0 0
//> 0.5 1 0
