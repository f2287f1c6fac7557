// Every qubit turned, then ry, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(0.966,-2.484,0.974) q[0];
ry(-1.1939) q[0];
u3(0.498,-2.837,-1.682) q[0];
measure q -> c;
//> 0.4249792645173 0
//> 0.5750207354827 1
