//! 13 1 found a statement that takes the program past 1000000 operations after expansion
gate a0 q { x q; x q; x q; x q; x q; x q; x q; x q; x q; x q; }
gate a1 q { a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; }
gate a2 q { a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; }
gate a3 q { a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; }
gate a4 q { a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; }
gate a5 q { a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; }
gate a6 q { a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; }
gate a7 q { a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; }
gate a8 q { a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; }
qreg q[2];
a4 q;
a8 q;
