// Any character may stand in a comment: é ∑ 量子.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
/* ψ */ x q;
measure q -> c;
//> 1.0 1
