// Comments between any two tokens, of both kinds.
OPENQASM 2.0;
include "qelib1.inc";
qreg /* two */ q[2]; // qubits
creg c/**/[2];
h q[0]; /* a ; in a
 comment // and a line in it */ cx q[0] /*,*/ , q[1]; //
measure q -> c; /***/ // h q;
//> 0.5 00
//> 0.5 11
