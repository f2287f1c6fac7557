// Every qubit turned, then u, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(0.865,2.507,1.205) q[0];
u(0.1756,2.5355,0.2824) q[0];
u3(2.527,1.289,-1.926) q[0];
measure q -> c;
//> 0.3709454890553 0
//> 0.6290545109447 1
