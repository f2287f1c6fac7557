// Every qubit turned, then x, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.102,2.700,-0.304) q[0];
x q[0];
u3(0.859,-1.099,2.452) q[0];
measure q -> c;
//> 0.0250230935139 0
//> 0.9749769064861 1
