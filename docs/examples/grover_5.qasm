// Grover's search for 10110 among 32, four rounds. Expect 10110 in 99.92 % of the shots.
OPENQASM 2.0;
include "qelib1.inc";
gate c4z a, b, c, d, e { h e; c4x a, b, c, d, e; h e; }
gate oracle a, b, c, d, e { x a; x d; c4z a, b, c, d, e; x a; x d; }
gate diffusion a, b, c, d, e {
  h a; h b; h c; h d; h e;
  x a; x b; x c; x d; x e;
  c4z a, b, c, d, e;
  x a; x b; x c; x d; x e;
  h a; h b; h c; h d; h e;
}
gate round a, b, c, d, e { oracle a, b, c, d, e; diffusion a, b, c, d, e; }
qreg q[5];
creg c[5];
h q;
round q[0], q[1], q[2], q[3], q[4];
round q[0], q[1], q[2], q[3], q[4];
round q[0], q[1], q[2], q[3], q[4];
round q[0], q[1], q[2], q[3], q[4];
measure q -> c;
