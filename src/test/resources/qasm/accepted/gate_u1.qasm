// Every qubit turned, then u1, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.621,2.317,0.888) q[0];
u1(-0.3089) q[0];
u3(0.407,-1.869,0.805) q[0];
measure q -> c;
//> 0.6640671242738 0
//> 0.3359328757262 1
