package org.quantonium.container;

/**
 * Circuits that take their time. Gates alone would not do: the engine multiplies those on one qubit
 * together and does many at once, but a reset looks at every amplitude.
 */
final class Programs {
  /** About a second. */
  static final String SHORT = resets(18, 500);

  /** Minutes. */
  static final String LONG = resets(20, 30_000);

  private Programs() {}

  /** All qubits in superposition, and then the first one reset again and again. */
  static String resets(int qubits, int times) {
    return "qreg q[" + qubits + "];h q;" + "reset q[0];".repeat(times);
  }
}
