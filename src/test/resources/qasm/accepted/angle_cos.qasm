// The cosine.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(2*cos(pi/5)) q[0];
measure q -> c;
//> 0.4763899518728 0
//> 0.5236100481272 1
