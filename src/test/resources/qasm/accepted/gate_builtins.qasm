// U and CX, the gates of the language itself.
OPENQASM 2.0;
gate mine(t) a,b { U(t,0,pi) a; CX a,b; }
qreg q[2];
creg c[2];
mine(pi/3) q[0],q[1];
U(0.3,0.1,0.2) q[1];
CX q[1],q[0];
measure q -> c;
//> 0.7332511834221 00
//> 0.0055829388593 01
//> 0.2444170611407 10
//> 0.0167488165779 11
