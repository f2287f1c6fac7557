// Parameters that are called like functions' arguments, gates and qubits elsewhere.
OPENQASM 2.0;
include "qelib1.inc";
gate g(x,theta) a { rx(x) a; ry(theta*x - x/theta) a; }
gate k(a) a { ry(a) a; }
qreg q[1];
creg c[1];
g(0.7,1.3) q;
k(0.2) q;
measure q -> c;
//> 0.8216428235695 0
//> 0.1783571764305 1
