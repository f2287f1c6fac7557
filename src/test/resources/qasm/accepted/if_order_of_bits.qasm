// In a condition bit 0 counts least: 2 is bit 1.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
qreg r[1];
creg c[2];
creg d[1];
x q[1];
measure q -> c;
if(c==1) h r[0];
if(c==2) x r[0];
measure r -> d;
//> 1.0 1 10
