// Every qubit turned, then cry, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(2.393,-2.227,2.276) q[0];
u3(1.647,2.461,2.290) q[1];
cry(-1.9750) q[0],q[1];
u3(0.940,1.672,-1.093) q[0];
u3(0.721,-1.445,-2.206) q[1];
measure q -> c;
//> 0.0053687367209 00
//> 0.1453244405687 01
//> 0.4530774918677 10
//> 0.3962293308426 11
