//! 6 3 found a call with which an angle of the gate's body is not a finite number
gate g(t) a { rx(1/t) a; }
qreg q[3];
creg c[3];
g(2) q[0];
  g(0) q[1];
