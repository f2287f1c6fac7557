// Every qubit turned, then u0, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(2.391,2.233,0.438) q[0];
u0(-1.9837) q[0];
u3(1.305,2.963,-2.381) q[0];
measure q -> c;
//> 0.0784910008029 0
//> 0.9215089991971 1
