// Also where it stands before the include.
gate h a { U(pi/3,0,0) a; }
include "qelib1.inc";
qreg q[1];
creg c[1];
h q;
measure q -> c;
//> 0.75 0
//> 0.25 1
