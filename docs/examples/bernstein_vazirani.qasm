// Bernstein and Vazirani: one question to the oracle tells the hidden string. Expect 110101 in
// every shot.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[6];
qreg answer[1];
creg c[6];
x answer[0];
h q;
h answer;
cx q[0], answer[0];
cx q[2], answer[0];
cx q[4], answer[0];
cx q[5], answer[0];
h q;
measure q -> c;
