// Teleports the state of the first qubit to the third, with corrections fed forward, and undoes
// its preparation there. Expect 0 for the register "out", leftmost, in every shot; the two bits of
// the Bell measurement are even.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg z[1];
creg x[1];
creg out[1];
u3(0.3, 0.2, 0.1) q[0];
h q[1];
cx q[1], q[2];
barrier q;
cx q[0], q[1];
h q[0];
measure q[0] -> z[0];
measure q[1] -> x[0];
if (x == 1) x q[2];
if (z == 1) z q[2];
u3(-0.3, -0.1, -0.2) q[2];
measure q[2] -> out[0];
