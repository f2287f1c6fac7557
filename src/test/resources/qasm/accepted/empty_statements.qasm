// Semicolons with nothing before them.
OPENQASM 2.0;
include "qelib1.inc";
;;qreg q[1];;
creg c[1];
x q;;;
measure q -> c;
;
//> 1.0 1
