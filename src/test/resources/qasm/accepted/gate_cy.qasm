// Every qubit turned, then cy, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(0.703,0.737,2.396) q[0];
u3(1.637,-0.636,-2.978) q[1];
cy q[0],q[1];
u3(0.602,2.228,-1.085) q[0];
u3(2.104,-1.242,2.941) q[1];
measure q -> c;
//> 0.6731537994198 00
//> 0.0472292443359 01
//> 0.2432322240949 10
//> 0.0363847321494 11
