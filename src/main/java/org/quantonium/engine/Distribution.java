package org.quantonium.engine;

/**
 * The probabilities of the outcomes of some qubits of a state; bit j of an outcome belongs to the
 * j-th of those qubits, in ascending order.
 *
 * <p>All qubits: read off the state, no memory. Fewer: 8 bytes x 2^k, summed in one pass over the
 * amplitudes in ascending order.
 */
final class Distribution {
  private static final int LOW_BITS = 12;
  private static final int BLOCK = 1 << 16;

  private final StateVector state;
  private final double nothing;
  private final double[] sums;

  private Distribution(StateVector state, double[] sums) {
    this.state = state;
    this.nothing = state.precision().nothing;
    this.sums = sums;
  }

  /**
   * The distribution of those qubits.
   *
   * @param measured qubits of the state, ascending
   */
  static Distribution of(StateVector state, int[] measured, Budget budget) {
    if (measured.length == state.qubits()) {
      return new Distribution(state, null);
    }
    int[] low = places(measured, 0, Math.min(LOW_BITS, state.qubits()));
    int[] high = places(measured, LOW_BITS, state.qubits());
    double[] sums = new double[1 << measured.length];
    for (int i = 0; i < state.size(); i++) {
      if (i % BLOCK == 0) {
        budget.poll();
      }
      int outcome = low[i & (low.length - 1)] | high[i >>> LOW_BITS];
      sums[outcome] += state.probability(i);
    }
    return new Distribution(state, sums);
  }

  /** For each value of the bits from..to of an index, the bits of the outcome that follow. */
  private static int[] places(int[] measured, int from, int to) {
    int[] table = new int[1 << Math.max(0, to - from)];
    for (int j = 0; j < measured.length; j++) {
      int bit = measured[j] - from;
      if (bit >= 0 && measured[j] < to) {
        for (int i = 0; i < table.length; i++) {
          table[i] |= ((i >>> bit) & 1) << j;
        }
      }
    }
    return table;
  }

  /** Number of outcomes. */
  int size() {
    return sums == null ? state.size() : sums.length;
  }

  /** Probability of an outcome; one that cannot be told from zero is zero. */
  double at(int outcome) {
    double p = sums == null ? state.probability(outcome) : sums[outcome];
    return p < nothing ? 0 : p;
  }
}
