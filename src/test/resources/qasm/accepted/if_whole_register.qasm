// A condition compares all bits.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
qreg r[1];
creg c[3];
creg d[1];
h q;
measure q -> c;
if(c==5) x r[0];
measure r -> d;
//> 0.125 0 000
//> 0.125 0 001
//> 0.125 0 010
//> 0.125 0 011
//> 0.125 0 100
//> 0.125 0 110
//> 0.125 0 111
//> 0.125 1 101
