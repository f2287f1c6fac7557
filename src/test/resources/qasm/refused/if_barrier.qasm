//! 4 10 found 'barrier', expected a gate, 'measure' or 'reset' under the condition
qreg q[3];
creg c[3];
if(c==1) barrier q;
