// Every qubit turned, then cp, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(1.402,1.113,1.664) q[0];
u3(1.464,-2.080,-1.860) q[1];
cp(-1.2623) q[1],q[0];
u3(1.381,-0.193,2.109) q[0];
u3(2.270,-1.161,0.208) q[1];
measure q -> c;
//> 0.5845962466369 00
//> 0.1053078661388 01
//> 0.2801910679342 10
//> 0.0299048192901 11
