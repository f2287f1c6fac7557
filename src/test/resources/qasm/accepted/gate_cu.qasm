// Every qubit turned, then cu, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(0.597,-1.848,2.022) q[0];
u3(1.907,-0.333,2.610) q[1];
cu(-2.7394,1.1029,1.9891,1.9538) q[1],q[0];
u3(1.492,0.590,1.498) q[0];
u3(1.056,-1.542,-1.348) q[1];
measure q -> c;
//> 0.1349029462468 00
//> 0.002245932629 01
//> 0.0495520089927 10
//> 0.8132991121315 11
