// iSWAP by its definition.
OPENQASM 2.0;
include "qelib1.inc";
gate iswap q0,q1 { s q0; s q1; h q0; cx q0,q1; cx q1,q0; h q1; }
qreg q[2];
creg c[2];
ry(0.8) q[0];
ry(1.9) q[1];
iswap q[0],q[1];
rx(0.5) q[0];
rx(1.1) q[1];
measure q -> c;
//> 0.4547216837861 00
//> 0.0999484308242 01
//> 0.0614627725225 10
//> 0.3838671128673 11
