//! 4 18 found a qubit that the statement names before; a gate's qubits must differ
qreg q[3];
creg c[3];
if(c==1) cx q[0],q[0];
