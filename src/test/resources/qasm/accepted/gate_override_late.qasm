// A gate that was called before its own definition meant that of qelib1.
OPENQASM 2.0;
include "qelib1.inc";
gate before a { h a; }
gate h a { x a; }
qreg q[2];
creg c[2];
before q[0];
h q[1];
measure q -> c;
//> 0.5 10
//> 0.5 11
