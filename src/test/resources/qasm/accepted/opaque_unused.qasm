// An opaque gate that nobody calls.
OPENQASM 2.0;
include "qelib1.inc";
opaque magic(a,b) q,r,s;
opaque plain q;
qreg q[1];
creg c[1];
x q;
measure q -> c;
//> 1.0 1
