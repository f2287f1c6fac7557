// Every qubit turned, then sx, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[1];
u3(2.584,2.037,-2.311) q[0];
sx q[0];
u3(2.345,-2.988,0.909) q[0];
measure q -> c;
//> 0.6263206459207 0
//> 0.3736793540793 1
