//! 4 1 found 'rzx', expected a statement or a gate; gates that are not in qelib1.inc are defined with 'gate' before their use
qreg q[3];
creg c[3];
rzx(0.3) q[0],q[1];
