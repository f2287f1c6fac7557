// Conditions on U and CX.
OPENQASM 2.0;
qreg q[2];
creg c[1];
creg d[2];
U(pi,0,pi) q[0];
measure q[0] -> c[0];
if(c==1) CX q[0],q[1];
if(c==1) U(pi/3,0,0) q[0];
measure q -> d;
//> 0.25 10 1
//> 0.75 11 1
