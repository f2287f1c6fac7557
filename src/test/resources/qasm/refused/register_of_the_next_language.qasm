//! 2 1 found 'qubit', expected a statement or a gate; gates that are not in qelib1.inc are defined with 'gate' before their use
qubit[2] q;
