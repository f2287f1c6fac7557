// Every qubit turned, then cu3, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(1.219,-1.246,-2.936) q[0];
u3(2.166,-2.118,0.071) q[1];
cu3(2.2294,1.3862,0.0621) q[1],q[0];
u3(1.709,0.025,-2.779) q[0];
u3(2.302,2.257,0.375) q[1];
measure q -> c;
//> 0.3841044882042 00
//> 0.0674620615067 01
//> 0.5287166615397 10
//> 0.0197167887494 11
