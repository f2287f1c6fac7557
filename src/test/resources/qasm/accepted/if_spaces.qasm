// Spaces and leading zeros in a condition.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
creg d[1];
x q;
measure q -> c;
if ( c  ==  001 ) h q;
measure q -> d;
//> 0.5 0 1
//> 0.5 1 1
