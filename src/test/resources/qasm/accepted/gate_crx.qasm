// Every qubit turned, then crx, then turned again: all of its phases but the global one show.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
creg c[2];
u3(1.806,1.219,1.095) q[0];
u3(1.586,1.514,1.479) q[1];
crx(0.8721) q[1],q[0];
u3(1.215,-1.716,0.046) q[0];
u3(1.076,-0.175,-1.924) q[1];
measure q -> c;
//> 0.0095986165182 00
//> 0.1458555537238 01
//> 0.3801356645241 10
//> 0.464410165234 11
