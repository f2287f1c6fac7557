// Names that begin like words of the language.
OPENQASM 2.0;
include "qelib1.inc";
gate iffy a { x a; }
gate gates a { h a; }
gate pi2 a { x a; }
qreg qregs[3];
creg measured[3];
iffy qregs[0];
gates qregs[1];
pi2 qregs[2];
measure qregs -> measured;
//> 0.5 101
//> 0.5 111
