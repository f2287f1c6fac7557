// As PennyLane writes: long decimals, every wire measured one by one.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
rx(0.5430000000000000104) q[0];
ry(-1.2340000000000000302) q[1];
rz(2.0) q[0];
h q[0];
h q[2];
cx q[0],q[1];
crz(0.432) q[2],q[1];
h q[2];
measure q[0] -> c[0];
measure q[1] -> c[1];
measure q[2] -> c[2];
//> 0.483212454584 000
//> 0.0877090803826 001
//> 0.2431687960815 010
//> 0.1742909481149 011
//> 0.0056803085339 100
//> 0.0010310467644 101
//> 0.0028585227356 110
//> 0.0020488428031 111
