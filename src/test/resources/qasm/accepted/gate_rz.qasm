// Every qubit turned, then rz, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(1.515,-2.927,-2.857) q[0];
rz(0.9994) q[0];
u3(1.560,-2.189,-1.127) q[0];
measure q -> c;
//> 0.9976061502193 0
//> 0.0023938497807 1
