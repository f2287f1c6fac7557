// Parentheses in parentheses.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(((1+((2)))*((pi/8)))) q[0];
measure q -> c;
//> 0.6913417161825 0
//> 0.3086582838175 1
