// Every qubit turned, then rx, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.868,-2.295,-0.269) q[0];
rx(-0.9988) q[0];
u3(0.561,1.483,-2.440) q[0];
measure q -> c;
//> 0.6679541242146 0
//> 0.3320458757854 1
