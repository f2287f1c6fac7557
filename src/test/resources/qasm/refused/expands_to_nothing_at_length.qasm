//! 15 1 found a statement whose gate definitions take too many steps to expand
gate a0 q { }
gate a1 q { a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; a0 q; }
gate a2 q { a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; a1 q; }
gate a3 q { a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; a2 q; }
gate a4 q { a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; a3 q; }
gate a5 q { a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; a4 q; }
gate a6 q { a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; a5 q; }
gate a7 q { a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; a6 q; }
gate a8 q { a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; a7 q; }
gate a9 q { a8 q; a8 q; a8 q; a8 q; a8 q; a8 q; a8 q; a8 q; a8 q; a8 q; }
gate a10 q { a9 q; a9 q; a9 q; a9 q; a9 q; a9 q; a9 q; a9 q; a9 q; a9 q; }
gate a11 q { a10 q; a10 q; a10 q; a10 q; a10 q; a10 q; a10 q; a10 q; a10 q; a10 q; }
qreg q[1];
a11 q;
