// Every qubit turned, then ch, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(1.200,0.182,-2.886) q[0];
u3(1.352,-0.306,2.542) q[1];
ch q[0],q[1];
u3(1.919,2.045,2.452) q[0];
u3(1.513,0.894,2.956) q[1];
measure q -> c;
//> 0.6775087201119 00
//> 0.1705281675733 01
//> 0.0713941494537 10
//> 0.0805689628611 11
