// Deutsch and Jozsa: is a function of three bits constant or balanced? This one, a xor b c, is
// balanced. Expect never 000; 001, 011, 101 and 111 in a quarter of the shots each.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
qreg answer[1];
creg c[3];
x answer[0];
h q;
h answer[0];
cx q[0], answer[0];
ccx q[1], q[2], answer[0];
h q;
measure q -> c;
