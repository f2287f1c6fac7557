// Every qubit turned, then swap, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(0.913,-2.436,1.152) q[0];
u3(1.703,-0.410,1.701) q[1];
swap q[1],q[0];
u3(1.523,-0.292,0.043) q[0];
u3(1.029,2.390,1.607) q[1];
measure q -> c;
//> 0.0148929221238 00
//> 0.4137068301355 01
//> 0.0198549330611 10
//> 0.5515453146796 11
