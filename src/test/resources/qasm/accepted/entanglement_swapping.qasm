// Two pairs become one that never met.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[4];
creg m[2];
creg out[2];
h q[0];
cx q[0],q[1];
h q[2];
cx q[2],q[3];
cx q[1],q[2];
h q[1];
measure q[1] -> m[0];
measure q[2] -> m[1];
if(m==1) z q[3];
if(m==2) x q[3];
if(m==3) x q[3];
if(m==3) z q[3];
measure q[0] -> out[0];
measure q[3] -> out[1];
//> 0.125 00 00
//> 0.125 00 01
//> 0.125 00 10
//> 0.125 00 11
//> 0.125 11 00
//> 0.125 11 01
//> 0.125 11 10
//> 0.125 11 11
