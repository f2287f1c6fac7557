// A gate outside qelib1 with the suffix that Qiskit gives to it.
OPENQASM 2.0;
include "qelib1.inc";
gate ryy_140559802116992(param0) q0,q1 { rx(pi/2) q0; rx(pi/2) q1; cx q0,q1; rz(0.7) q1; cx q0,q1; rx(-pi/2) q0; rx(-pi/2) q1; }
qreg q[2];
creg meas[2];
ryy_140559802116992(0.7) q[0],q[1];
barrier q[0],q[1];
measure q[0] -> meas[0];
measure q[1] -> meas[1];
//> 0.8824210936422 00
//> 0.1175789063578 11
