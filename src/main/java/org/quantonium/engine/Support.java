package org.quantonium.engine;

/**
 * Bounds the amplitudes that are not zero, and so the bit strings that a result may have, by what
 * gates are there: permutations add none, and a gate whose control is still 0 does nothing.
 */
final class Support {
  private static final int[] NONE = {};

  /** Qubits that are perhaps not 0. */
  private final boolean[] reached;

  /** Qubits that are perhaps in a superposition. */
  private final boolean[] superposed;

  private int free;
  private long spreads;

  Support(int qubits) {
    this.reached = new boolean[qubits];
    this.superposed = new boolean[qubits];
  }

  /** A gate that turns a basis state into a superposition of at most 2^spread of them. */
  void apply(Operation.Apply apply, int spread) {
    int[] qubits = apply.sharedQubits();
    for (int i = 0; i < apply.controls(); i++) {
      if (!reached[qubits[i]]) {
        return;
      }
    }
    for (int i = apply.controls(); i < qubits.length; i++) {
      reached[qubits[i]] = true;
    }
    spreads += spread;
    boolean superposes = spread > 0;
    for (int qubit : qubits) {
      superposes |= superposed[qubit];
    }
    for (int qubit : superposes ? qubits : NONE) {
      free += superposed[qubit] ? 0 : 1;
      superposed[qubit] = true;
    }
  }

  /** At most 2 to this power amplitudes are not zero. */
  int superpositions() {
    return (int) Math.min(spreads, free);
  }
}
