// One qubit used three times.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
creg c[3];
ry(1) q;
measure q[0] -> c[0];
reset q[0];
ry(2) q;
measure q[0] -> c[1];
reset q[0];
ry(3) q;
measure q[0] -> c[2];
//> 0.0011249814531 000
//> 0.0003357466764 001
//> 0.0027286636875 010
//> 0.0008143598828 011
//> 0.2237026120356 100
//> 0.0667632415613 101
//> 0.5425948957579 110
//> 0.1619354989455 111
