// A coin is thrown until it shows 0, at most three times, with the coin reset in between. Expect
// "heads" 0 in half of the shots, 1 in a quarter, 3 in an eighth and 7 in an eighth: as "0 0 0",
// "0 0 1", "0 1 1" and "1 1 1".
OPENQASM 2.0;
include "qelib1.inc";
qreg coin[1];
creg first[1];
creg second[1];
creg third[1];
h coin[0];
measure coin[0] -> first[0];
reset coin[0];
if (first == 1) h coin[0];
measure coin[0] -> second[0];
reset coin[0];
if (second == 1) h coin[0];
measure coin[0] -> third[0];
