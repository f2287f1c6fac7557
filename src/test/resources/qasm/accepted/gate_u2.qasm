// Every qubit turned, then u2, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.291,2.083,2.453) q[0];
u2(-1.2211,-0.8131) q[0];
u3(1.056,1.059,-2.408) q[0];
measure q -> c;
//> 0.7231850144955 0
//> 0.2768149855045 1
