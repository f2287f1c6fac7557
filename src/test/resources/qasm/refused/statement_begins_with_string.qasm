//! 4 1 found '"h"', expected a statement
qreg q[3];
creg c[3];
"h" q[0];
