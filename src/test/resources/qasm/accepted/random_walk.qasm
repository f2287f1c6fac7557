// Three steps of a coined walk on a ring of four.
OPENQASM 2.0;
include "qelib1.inc";
gate up a,b { cx a,b; x a; }
qreg n[2];
qreg coin[1];
creg c[2];
h coin;
ccx coin[0],n[0],n[1];
cx coin[0],n[0];
h coin;
ccx coin[0],n[0],n[1];
cx coin[0],n[0];
h coin;
ccx coin[0],n[0],n[1];
cx coin[0],n[0];
measure n -> c;
//> 0.125 00
//> 0.625 01
//> 0.125 10
//> 0.125 11
