// A gate on eight qubits.
OPENQASM 2.0;
include "qelib1.inc";
gate cat a,b,c,d,e,f,g,h { h a; cx a,b; cx b,c; cx c,d; cx d,e; cx e,f; cx f,g; cx g,h; }
qreg q[8];
creg c[8];
cat q[7],q[6],q[5],q[4],q[3],q[2],q[1],q[0];
measure q -> c;
//> 0.5 00000000
//> 0.5 11111111
