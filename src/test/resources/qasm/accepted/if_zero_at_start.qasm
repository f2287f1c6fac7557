// Bits are 0 before anything is measured.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[2];
creg d[1];
if(c==0) x q[0];
if(c==1) x q[0];
measure q[0] -> d[0];
//> 1.0 1 00
