//! 5 6 found 'r', expected a quantum register; declare it with 'qreg' before
qreg q[1];
// second

   h r;

