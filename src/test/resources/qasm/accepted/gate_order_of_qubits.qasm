// The order of a gate's qubits, not of their names, counts.
OPENQASM 2.0;
include "qelib1.inc";
gate back b,a { cx a,b; }
qreg q[2];
creg c[2];
x q[1];
back q[0],q[1];
measure q -> c;
//> 1.0 11
