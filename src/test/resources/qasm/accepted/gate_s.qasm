// Every qubit turned, then s, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(0.883,-1.575,-2.922) q[0];
s q[0];
u3(1.819,-1.196,-2.179) q[0];
measure q -> c;
//> 0.6372904850883 0
//> 0.3627095149117 1
