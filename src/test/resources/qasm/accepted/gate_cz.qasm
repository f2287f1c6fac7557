// Every qubit turned, then cz, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(1.141,-1.761,-2.686) q[0];
u3(0.697,-2.453,1.920) q[1];
cz q[1],q[0];
u3(2.073,-0.138,0.251) q[0];
u3(1.051,1.370,-2.162) q[1];
measure q -> c;
//> 0.149552934466 00
//> 0.5521626222932 01
//> 0.2315986833062 10
//> 0.0666857599346 11
