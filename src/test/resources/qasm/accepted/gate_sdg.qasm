// Every qubit turned, then sdg, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.823,0.598,-0.316) q[0];
sdg q[0];
u3(0.737,0.832,0.334) q[0];
measure q -> c;
//> 0.146370769466 0
//> 0.853629230534 1
