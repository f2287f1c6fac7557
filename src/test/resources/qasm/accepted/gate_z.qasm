// Every qubit turned, then z, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.661,-2.789,-2.433) q[0];
z q[0];
u3(0.819,1.161,-1.299) q[0];
measure q -> c;
//> 0.2565924214885 0
//> 0.7434075785115 1
