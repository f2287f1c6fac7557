// Every qubit turned, then p, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(0.677,-1.350,-0.672) q[0];
p(-1.6920) q[0];
u3(0.835,-1.642,-1.191) q[0];
measure q -> c;
//> 0.868673724634 0
//> 0.131326275366 1
