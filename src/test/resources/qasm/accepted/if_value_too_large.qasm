// A value that the register cannot hold is never met.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
creg d[1];
if(c==2) x q[0];
if(c==123456789012345678901234567890) x q[0];
measure q -> d;
//> 1.0 0 0
