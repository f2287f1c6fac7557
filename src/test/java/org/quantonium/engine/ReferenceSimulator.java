package org.quantonium.engine;

/** Applies dense matrices to a vector, one after the other. */
final class ReferenceSimulator {
  private ReferenceSimulator() {}

  /** The final amplitudes of a circuit of gates, as real and imaginary parts. */
  static double[][] amplitudes(Circuit circuit) {
    int n = circuit.qubits();
    int size = 1 << n;
    double[] re = new double[size];
    double[] im = new double[size];
    re[0] = 1;
    for (Operation operation : circuit.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      Dense u =
          ReferenceGates.unitary(apply.gate().symbol(), apply.parameters(), apply.qubits(), n);
      double[] x = new double[size];
      double[] y = new double[size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          x[i] += u.re[i][j] * re[j] - u.im[i][j] * im[j];
          y[i] += u.re[i][j] * im[j] + u.im[i][j] * re[j];
        }
      }
      re = x;
      im = y;
    }
    return new double[][] {re, im};
  }
}
