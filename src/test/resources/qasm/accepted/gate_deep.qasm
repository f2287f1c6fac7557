// A definition twenty levels deep.
OPENQASM 2.0;
include "qelib1.inc";
gate g0(a) q { ry(a) q; }
gate g1(a) q { g0(a/2) q; g0(a/4) q; }
gate g2(a) q { g1(a/2) q; g1(a/4) q; }
gate g3(a) q { g2(a/2) q; g2(a/4) q; }
gate g4(a) q { g3(a*1.01) q; }
gate g5(a) q { g4(a*1.01) q; }
gate g6(a) q { g5(a*1.01) q; }
gate g7(a) q { g6(a*1.01) q; }
gate g8(a) q { g7(a*1.01) q; }
gate g9(a) q { g8(a*1.01) q; }
gate g10(a) q { g9(a*1.01) q; }
gate g11(a) q { g10(a*1.01) q; }
gate g12(a) q { g11(a*1.01) q; }
gate g13(a) q { g12(a*1.01) q; }
gate g14(a) q { g13(a*1.01) q; }
gate g15(a) q { g14(a*1.01) q; }
gate g16(a) q { g15(a*1.01) q; }
gate g17(a) q { g16(a*1.01) q; }
gate g18(a) q { g17(a*1.01) q; }
gate g19(a) q { g18(a*1.01) q; }
qreg q[1];
creg c[1];
g19(2) q;
measure q -> c;
//> 0.7746110520926 0
//> 0.2253889479074 1
