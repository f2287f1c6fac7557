// Every qubit turned, then rzz, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(1.371,2.004,-2.995) q[0];
u3(2.062,-0.665,2.616) q[1];
rzz(0.3665) q[0],q[1];
u3(0.605,1.578,2.152) q[0];
u3(2.370,2.149,1.665) q[1];
measure q -> c;
//> 0.4641619949838 00
//> 0.0682215598387 01
//> 0.2948898589537 10
//> 0.1727265862238 11
