//! 4 4 found 'c', expected '(' after 'if'
qreg q[3];
creg c[3];
if c==1 x q[0];
