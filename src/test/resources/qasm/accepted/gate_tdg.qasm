// Every qubit turned, then tdg, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.677,-0.931,-2.302) q[0];
tdg q[0];
u3(1.737,0.117,-0.381) q[0];
measure q -> c;
//> 0.7552085651667 0
//> 0.2447914348333 1
