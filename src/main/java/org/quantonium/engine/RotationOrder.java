package org.quantonium.engine;

import java.util.Arrays;

/**
 * What must come before what among rotations and phases.
 *
 * <p>Phases commute with each other and may couple any qubits: all that orders the work is that a
 * rotation comes after the phases of its qubit before it. Rotations are named by their places in
 * what was lowered. Memory: about 60 bytes a rotation or phase.
 */
final class RotationOrder {
  /** No rotation; after all that there are. */
  static final int NONE = Integer.MAX_VALUE;

  /** By qubit its rotations in order. */
  private final int[][] rotations;

  /** By rotation the phases of its qubit since the rotation before it. */
  private final int[][] before;

  /** By rotation pairs of a qubit and the number of its rotations that must be done before. */
  private final int[][] needs;

  RotationOrder(Lowered source, int qubits) {
    this.rotations = new int[qubits][];
    this.before = new int[source.count][];
    this.needs = new int[source.count][];
    int[] rank = new int[qubits];
    for (int k = 0; k < source.count; k++) {
      if (source.qubit[k] >= 0) {
        rank[source.qubit[k]]++;
      }
    }
    Arrays.setAll(rotations, q -> new int[rank[q]]);
    order(source, qubits);
  }

  private void order(Lowered source, int qubits) {
    int[][] since = new int[qubits][8];
    int[] sinceCount = new int[qubits];
    int[] rank = new int[qubits];
    int[] least = new int[qubits];
    int[][] ranks = new int[source.count][];
    for (int k = 0; k < source.count; k++) {
      int q = source.qubit[k];
      if (q < 0) {
        ranks[k] = new int[Integer.bitCount(source.mask[k])];
        int i = 0;
        for (int rest = source.mask[k]; rest != 0; rest &= rest - 1) {
          int p = Integer.numberOfTrailingZeros(rest);
          ranks[k][i++] = rank[p];
          if (sinceCount[p] == since[p].length) {
            since[p] = Arrays.copyOf(since[p], 2 * sinceCount[p]);
          }
          since[p][sinceCount[p]++] = k;
        }
        continue;
      }
      before[k] = Arrays.copyOf(since[q], sinceCount[q]);
      sinceCount[q] = 0;
      int set = 0;
      for (int phase : before[k]) {
        int i = 0;
        for (int rest = source.mask[phase]; rest != 0; rest &= rest - 1) {
          int p = Integer.numberOfTrailingZeros(rest);
          least[p] = Math.max(least[p], ranks[phase][i++]);
          set |= 1 << p;
        }
      }
      set &= ~(1 << q);
      needs[k] = new int[2 * Integer.bitCount(set)];
      int i = 0;
      for (int rest = set; rest != 0; rest &= rest - 1) {
        int p = Integer.numberOfTrailingZeros(rest);
        needs[k][i++] = p;
        needs[k][i++] = least[p];
        least[p] = 0;
      }
      least[q] = 0;
      rotations[q][rank[q]++] = k;
    }
  }

  /** How many rotations there are. */
  int count() {
    return Arrays.stream(rotations).mapToInt(own -> own.length).sum();
  }

  /**
   * A qubit's next rotation, or {@link #NONE}.
   *
   * @param done by qubit how many of its rotations are done
   */
  int next(int qubit, int[] done) {
    int[] own = rotations[qubit];
    return done[qubit] < own.length ? own[done[qubit]] : NONE;
  }

  /** Whether all is done that must be before it; false for {@link #NONE}. */
  boolean allows(int rotation, int[] done) {
    if (rotation == NONE) {
      return false;
    }
    int[] need = needs[rotation];
    for (int i = 0; i < need.length; i += 2) {
      if (done[need[i]] < need[i + 1]) {
        return false;
      }
    }
    return true;
  }

  /** The phases of its qubit since the rotation before it. */
  int[] before(int rotation) {
    return before[rotation];
  }
}
