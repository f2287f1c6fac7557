package org.quantonium.container;

/**
 * Circuits that take their time. Gates alone would not do: the engine multiplies those on one qubit
 * together and does many at once, but a reset looks at every amplitude.
 */
final class Programs {
  /** About a second. */
  static final String SHORT = resets(18, 40);

  /** Minutes, and less than a node refuses before it is calibrated. */
  static final String LONG = resets(20, 2_000);

  private Programs() {}

  /**
   * All qubits in superposition, and then three reset again and again, in each of the eight
   * histories that the first time makes. The register q has the others.
   */
  static String resets(int qubits, int times) {
    return "qreg r[3];qreg q[" + (qubits - 3) + "];h r;h q;" + "reset r;".repeat(times);
  }
}
