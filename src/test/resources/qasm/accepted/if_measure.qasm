// A condition on a measurement.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[1];
creg d[1];
h q;
measure q[0] -> c[0];
if(c==1) measure q[1] -> d[0];
//> 0.5 0 0
//> 0.25 0 1
//> 0.25 1 1
