// The register declared last stands leftmost.
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg first[1];
creg second[2];
x q[0];
x q[2];
measure q[0] -> first[0];
measure q[1] -> second[0];
measure q[2] -> second[1];
//> 1.0 10 1
