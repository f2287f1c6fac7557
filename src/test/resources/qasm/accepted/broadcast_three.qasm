// A gate on register, element and register.
OPENQASM 2.0;
include "qelib1.inc";
qreg a[2];
qreg b[1];
qreg d[2];
creg c[2];
x a;
h b;
ccx a,b[0],d;
measure d -> c;
//> 0.5 00
//> 0.5 11
