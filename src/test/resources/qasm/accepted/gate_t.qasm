// Every qubit turned, then t, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.352,-2.012,2.573) q[0];
t q[0];
u3(2.299,1.139,2.976) q[0];
measure q -> c;
//> 0.492489022678 0
//> 0.507510977322 1
