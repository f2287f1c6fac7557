// Every qubit turned, then cu1, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(2.157,1.326,1.967) q[0];
u3(0.854,-1.167,2.927) q[1];
cu1(0.0397) q[0],q[1];
u3(2.278,-2.431,0.112) q[0];
u3(2.046,2.843,0.363) q[1];
measure q -> c;
//> 0.0689739242644 00
//> 0.0408737550091 01
//> 0.5709546632304 10
//> 0.3191976574962 11
