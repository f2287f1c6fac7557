// As Cirq writes: a comment on top, one register, angles as multiples of pi.
OPENQASM 2.0;
include "qelib1.inc";
// Qubits: [q(0), q(1), q(2)]
qreg q[3];
creg m_result[2];


rx(pi*0.25) q[0];
ry(pi*-0.3333) q[1];
u3(pi*0.5,pi*1.25,pi*0.75) q[2];
cz q[0],q[2];
sx q[1];
cx q[1],q[2];

// Gate: measure
measure q[0] -> m_result[0];
measure q[2] -> m_result[1];
//> 0.4267766952966 00
//> 0.0732233047034 01
//> 0.4267766952966 10
//> 0.0732233047034 11
