//! 2 12 found 'k', expected a gate, a barrier, or '}' to end the body; gates that are not in qelib1.inc are defined with 'gate' before their use
gate g a { k a; }
gate k a { x a; }
qreg q[3];
creg c[3];

