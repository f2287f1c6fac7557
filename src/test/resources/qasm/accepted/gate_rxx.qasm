// Every qubit turned, then rxx, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(0.978,-1.156,0.200) q[0];
u3(1.794,2.403,2.570) q[1];
rxx(-2.6215) q[0],q[1];
u3(0.430,0.467,1.630) q[0];
u3(0.792,-1.627,-2.572) q[1];
measure q -> c;
//> 0.1583311396096 00
//> 0.2711294953672 01
//> 0.0972294967594 10
//> 0.4733098682638 11
