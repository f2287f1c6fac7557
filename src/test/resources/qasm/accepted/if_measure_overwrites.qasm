// A conditional measurement into a bit that was measured before.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[1];
creg d[1];
x q[0];
h q[1];
measure q[0] -> c[0];
measure q[1] -> d[0];
if(d==1) measure q[2] -> c[0];
//> 0.5 0 1
//> 0.5 1 0
