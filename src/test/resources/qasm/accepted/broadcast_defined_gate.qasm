// Broadcasting of a program's own gate.
OPENQASM 2.0;
include "qelib1.inc";
gate link(t) a,b { ry(t) a; cx a,b; }
qreg a[2];
qreg b[2];
creg c[4];
link(1.1) a,b;
measure a[0] -> c[0];
measure a[1] -> c[1];
measure b[0] -> c[2];
measure b[1] -> c[3];
//> 0.5282354210559 0000
//> 0.1985626396569 0101
//> 0.1985626396569 1010
//> 0.0746392996303 1111
