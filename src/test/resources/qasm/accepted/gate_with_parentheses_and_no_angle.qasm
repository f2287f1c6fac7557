// Empty parentheses in a definition and in a call.
OPENQASM 2.0;
include "qelib1.inc";
gate flip() a { x() a; }
qreg q[1];
creg c[1];
flip() q;
flip q;
flip() q;
measure q -> c;
//> 1.0 1
