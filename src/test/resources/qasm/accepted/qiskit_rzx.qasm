// RZX by its definition; it is not in qelib1.
OPENQASM 2.0;
include "qelib1.inc";
gate rzx(param0) q0,q1 { h q1; cx q0,q1; rz(param0) q1; cx q0,q1; h q1; }
qreg q[2];
creg c[2];
ry(1.1) q[0];
rzx(0.9) q[0],q[1];
rx(0.4) q[0];
measure q -> c;
//> 0.5747754753685 00
//> 0.2360295087669 01
//> 0.1341193718696 10
//> 0.0550756439951 11
