// Names that begin with a capital or an underscore.
OPENQASM 2.0;
include "qelib1.inc";
gate Flip_2 A { x A; }
qreg Q[2];
creg _m[2];
Flip_2 Q[1];
measure Q -> _m;
//> 1.0 10
