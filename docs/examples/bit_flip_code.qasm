// The three-qubit code: a flip of the middle qubit is found by two parity checks in mid-circuit and
// undone under a condition; then the code is undone. The syndrome is 11 in every shot. Expect
// "11 001" in 34.55 % of the shots, which is sin(pi/5)^2, and "11 000" in the others.
OPENQASM 2.0;
include "qelib1.inc";
qreg data[3];
qreg check[2];
creg out[3];
creg syndrome[2];
ry(2*pi/5) data[0];
cx data[0], data[1];
cx data[0], data[2];
x data[1];
cx data[0], check[0];
cx data[1], check[0];
cx data[1], check[1];
cx data[2], check[1];
measure check -> syndrome;
if (syndrome == 1) x data[0];
if (syndrome == 3) x data[1];
if (syndrome == 2) x data[2];
cx data[0], data[2];
cx data[0], data[1];
measure data -> out;
