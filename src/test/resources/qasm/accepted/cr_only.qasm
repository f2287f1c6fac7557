// Lines end in carriage returns alone.OPENQASM 2.0;qreg q[2];creg c[2];x q[0]; // the firstmeasure q -> c;
//> 1.0 01
