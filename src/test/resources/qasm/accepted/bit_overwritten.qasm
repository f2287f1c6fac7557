// Two qubits into one bit, the later one stays.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[1];
x q[0];
h q[1];
measure q[0] -> c[0];
measure q[1] -> c[0];
//> 0.5 0
//> 0.5 1
