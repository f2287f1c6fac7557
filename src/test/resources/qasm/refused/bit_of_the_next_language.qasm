//! 3 1 found 'bit', expected a statement or a gate; gates that are not in qelib1.inc are defined with 'gate' before their use
qreg q[1];
bit[1] c;
