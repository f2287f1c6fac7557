// Every qubit turned, then crz, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(2.598,-0.028,0.024) q[0];
u3(1.446,-0.652,2.222) q[1];
crz(1.4382) q[1],q[0];
u3(1.839,-2.192,1.229) q[0];
u3(1.505,-0.487,2.768) q[1];
measure q -> c;
//> 0.6235453866003 00
//> 0.3123258917495 01
//> 0.0348561895293 10
//> 0.0292725321208 11
