// Barriers on nothing that matters.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
qreg r[1];
creg c[2];
barrier q;
x q[0];
barrier q[0],q[0],r,q;
barrier r[0];
measure q -> c;
//> 1.0 01
