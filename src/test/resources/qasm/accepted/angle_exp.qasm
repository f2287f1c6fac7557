// The exponential.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
ry(exp(-0.5)) q[0];
measure q -> c;
//> 0.9108152766242 0
//> 0.0891847233758 1
