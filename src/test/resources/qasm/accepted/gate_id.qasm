// Every qubit turned, then id, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(2.392,1.118,1.599) q[0];
id q[0];
u3(2.390,-1.441,0.814) q[0];
measure q -> c;
//> 0.8495929734133 0
//> 0.1504070265867 1
