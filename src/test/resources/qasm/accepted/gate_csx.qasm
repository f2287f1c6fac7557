// Every qubit turned, then csx, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(1.765,1.629,0.925) q[0];
u3(0.991,1.433,-0.209) q[1];
csx q[1],q[0];
u3(1.466,-0.879,2.429) q[0];
u3(2.580,0.771,0.368) q[1];
measure q -> c;
//> 0.2621407777138 00
//> 0.1445957260535 01
//> 0.4807978403129 10
//> 0.1124656559198 11
