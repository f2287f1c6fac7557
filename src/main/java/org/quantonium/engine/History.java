package org.quantonium.engine;

import java.util.BitSet;

/**
 * One sequence of outcomes, as far as it has come.
 *
 * <p>A history that waits either owns its state and goes on at {@link #operation} and {@link
 * #part}, or owns none, and is run from the start along its outcomes.
 */
final class History {
  /** The outcomes where both were possible, latest first; shared between histories. */
  record Path(Path before, int length, int outcome) {
    static Path add(Path before, int outcome) {
      return new Path(before, before == null ? 1 : before.length + 1, outcome);
    }

    static byte[] toArray(Path last) {
      byte[] outcomes = new byte[last == null ? 0 : last.length];
      for (Path p = last; p != null; p = p.before) {
        outcomes[p.length - 1] = (byte) p.outcome;
      }
      return outcomes;
    }
  }

  /** The state, or null if the history is to be run from the start. */
  StateVector state;

  BitSet bits = new BitSet();
  Path path;

  /** Index of the next operation, and within a condition's body the next part of it. */
  int operation;

  int part;

  /** Probability of these outcomes. */
  double weight = 1;

  /** How many shots took these outcomes. */
  long shots;

  /** Seed from which the draws of this history derive. */
  long key;

  History(long shots, long key) {
    this.shots = shots;
    this.key = key;
  }

  /** Narrows the history by an outcome where both were possible. */
  void take(int outcome, double probability, long taken) {
    path = Path.add(path, outcome);
    weight *= probability;
    shots = taken;
    key = Xoshiro256.derive(key, outcome);
  }

  /** A second history with the same past, without a state. */
  History fork() {
    History copy = new History(shots, key);
    copy.path = path;
    copy.weight = weight;
    copy.bits = (BitSet) bits.clone();
    return copy;
  }
}
