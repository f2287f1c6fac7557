// A measurement in mid-circuit destroys interference.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[2];
h q;
measure q[0] -> c[0];
h q;
measure q[0] -> c[1];
//> 0.25 00
//> 0.25 01
//> 0.25 10
//> 0.25 11
