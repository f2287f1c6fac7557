// Every qubit turned, then cx, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(1.047,2.076,-2.401) q[0];
u3(2.559,-2.753,1.498) q[1];
cx q[0],q[1];
u3(1.915,-2.531,2.085) q[0];
u3(2.137,-0.343,1.860) q[1];
measure q -> c;
//> 0.028379977612 00
//> 0.4801993489632 01
//> 0.2785149935352 10
//> 0.2129056798895 11
