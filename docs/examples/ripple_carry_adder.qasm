// Adds 11 and 7 on four bits with a carry out, by majority and its undoing. Expect "10010", that is
// 18, in every shot.
OPENQASM 2.0;
include "qelib1.inc";
gate majority c, b, a { cx a, b; cx a, c; ccx c, b, a; }
gate unmajority c, b, a { ccx c, b, a; cx a, c; cx c, b; }
qreg carry[1];
qreg a[4];
qreg b[4];
qreg overflow[1];
creg sum[5];
x a[0];
x a[1];
x a[3];
x b[0];
x b[1];
x b[2];
majority carry[0], b[0], a[0];
majority a[0], b[1], a[1];
majority a[1], b[2], a[2];
majority a[2], b[3], a[3];
cx a[3], overflow[0];
unmajority a[2], b[3], a[3];
unmajority a[1], b[2], a[2];
unmajority a[0], b[1], a[1];
unmajority carry[0], b[0], a[0];
measure b[0] -> sum[0];
measure b[1] -> sum[1];
measure b[2] -> sum[2];
measure b[3] -> sum[3];
measure overflow[0] -> sum[4];
