// Every qubit turned, then u3, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.008,2.271,-0.761) q[0];
u3(2.8196,-0.6246,2.0215) q[0];
u3(1.418,-2.404,0.466) q[0];
measure q -> c;
//> 0.2880711282413 0
//> 0.7119288717587 1
