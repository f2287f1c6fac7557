// A condition on a gate of several steps.
OPENQASM 2.0;
include "qelib1.inc";
gate flip2 a,b { x a; x b; }
qreg q[1];
qreg r[2];
creg c[1];
creg d[2];
ry(1) q;
measure q -> c;
if(c==1) flip2 r[0],r[1];
measure r -> d;
//> 0.7701511529341 00 0
//> 0.2298488470659 11 1
