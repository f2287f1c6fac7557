// The four-photon parity of a GHZ state along x and y.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[4];
creg c[4];
h q[0];
cx q[0],q[1];
cx q[1],q[2];
cx q[2],q[3];
h q[0];
sdg q[1];
h q[1];
sdg q[2];
h q[2];
h q[3];
measure q -> c;
//> 0.125 0001
//> 0.125 0010
//> 0.125 0100
//> 0.125 0111
//> 0.125 1000
//> 0.125 1011
//> 0.125 1101
//> 0.125 1110
