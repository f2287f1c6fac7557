// The phase-flip code corrects a z on the last qubit.
OPENQASM 2.0;
include "qelib1.inc";
qreg d[3];
qreg a[2];
creg s[2];
creg out[1];
ry(0.8) d[0];
cx d[0],d[1];
cx d[0],d[2];
h d;
z d[2];
h d;
cx d[0],a[0];
cx d[1],a[0];
cx d[1],a[1];
cx d[2],a[1];
measure a -> s;
if(s==1) x d[0];
if(s==3) x d[1];
if(s==2) x d[2];
cx d[0],d[2];
cx d[0],d[1];
measure d[0] -> out[0];
//> 0.8483533546736 0 10
//> 0.1516466453264 1 10
