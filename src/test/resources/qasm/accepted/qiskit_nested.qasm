// Definitions upon definitions, as a transpiler writes a composite gate.
OPENQASM 2.0;
include "qelib1.inc";
gate r(param0,param1) q0 { u3(param0,param1 - pi/2,pi/2 - param1) q0; }
gate dcx q0,q1 { cx q0,q1; cx q1,q0; }
gate circuit_166 q0,q1 { r(pi/3,pi/7) q0; dcx q0,q1; }
gate circuit_166_dg q0,q1 { cx q1,q0; cx q0,q1; r(-pi/3,pi/7) q0; }
qreg q[3];
creg c[3];
circuit_166 q[0],q[2];
h q[1];
circuit_166_dg q[2],q[0];
measure q -> c;
//> 0.28125 000
//> 0.03125 001
//> 0.28125 010
//> 0.03125 011
//> 0.09375 100
//> 0.09375 101
//> 0.09375 110
//> 0.09375 111
