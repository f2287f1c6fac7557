// Every qubit turned, then y, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.138,-0.436,0.766) q[0];
y q[0];
u3(2.172,-0.047,-2.511) q[0];
measure q -> c;
//> 0.4377839974015 0
//> 0.5622160025985 1
