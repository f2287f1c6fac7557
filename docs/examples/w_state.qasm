// One excitation shared evenly by four qubits. Expect 0001, 0010, 0100 and 1000 in a quarter of the
// shots each.
OPENQASM 2.0;
include "qelib1.inc";
gate share(part) from, to { cry(2*acos(sqrt(part))) from, to; cx to, from; }
qreg q[4];
creg c[4];
x q[0];
share(1/4) q[0], q[1];
share(1/3) q[1], q[2];
share(1/2) q[2], q[3];
measure q -> c;
