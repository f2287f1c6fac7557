// Every qubit turned, then h, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.919,-2.020,-2.294) q[0];
h q[0];
u3(0.451,1.235,2.155) q[0];
measure q -> c;
//> 0.4292274211552 0
//> 0.5707725788448 1
