// A program's own h wins over that of qelib1.
OPENQASM 2.0;
include "qelib1.inc";
gate h a { x a; }
qreg q[1];
creg c[1];
h q;
measure q -> c;
//> 1.0 1
