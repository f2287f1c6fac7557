// Estimates the phase 2 pi 5/16 of a phase gate in four bits. Expect 0101, that is 5, in every
// shot.
OPENQASM 2.0;
include "qelib1.inc";
gate kick(turns) control, target { cu1(2*pi*turns) control, target; }
qreg count[4];
qreg eigen[1];
creg c[4];
x eigen[0];
h count;
kick(5/16) count[0], eigen[0];
kick(5/8) count[1], eigen[0];
kick(5/4) count[2], eigen[0];
kick(5/2) count[3], eigen[0];
swap count[0], count[3];
swap count[1], count[2];
h count[0];
cu1(-pi/2) count[0], count[1];
h count[1];
cu1(-pi/4) count[0], count[2];
cu1(-pi/2) count[1], count[2];
h count[2];
cu1(-pi/8) count[0], count[3];
cu1(-pi/4) count[1], count[3];
cu1(-pi/2) count[2], count[3];
h count[3];
measure count -> c;
