// A bit that was 1 is set to 0 again.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[1];
x q[0];
measure q[0] -> c[0];
x q[0];
measure q[2] -> c[0];
//> 1.0 0
