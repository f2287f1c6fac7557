// Every qubit turned, then sxdg, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.094,1.379,2.715) q[0];
sxdg q[0];
u3(1.567,1.578,-2.674) q[0];
measure q -> c;
//> 0.4705059364303 0
//> 0.5294940635697 1
