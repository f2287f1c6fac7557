package org.quantonium.engine;

import java.util.Arrays;

/**
 * 2^n complex amplitudes of one precision and the plain kernels on them.
 *
 * <p>Qubit 0 is the least significant bit of an amplitude's index. Real and imaginary parts lie in
 * chunks of at most 2^15 numbers, because some collectors cannot place an array of gigabytes, and
 * G1 gives an array of more than half a region (1 MiB or more) whole regions of its own. They are
 * taken from the run's {@link Loan}. Memory: 16 bytes x 2^n, or 8 in single precision. Every kernel
 * runs on the calling thread in a fixed order, so that results are equal bit by bit from run to
 * run, and polls the budget each few hundred thousand multiplications.
 *
 * <p>Here is what is the same for both precisions; what reads and writes numbers is in {@link
 * DoubleState} and its twin {@link FloatState}. Amplitudes go out in double precision, and so are
 * their squares and sums.
 */
abstract class StateVector {
  /** Largest n: indexes are ints. */
  static final int MAX_QUBITS = 30;

  static final int CHUNK_BITS = 15;
  static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  /** Amplitudes between two polls in a pass over all of them. */
  private static final int BLOCK = 1 << 16;

  private final int qubits;

  StateVector(int qubits) {
    if (qubits < 0 || qubits > MAX_QUBITS) {
      throw new IllegalArgumentException(
          "a state vector holds 0 to " + MAX_QUBITS + " qubits, not " + qubits);
    }
    this.qubits = qubits;
  }

  /**
   * The state 0...0.
   *
   * @param qubits 0 to 30
   */
  static StateVector zero(Precision precision, int qubits, Loan loan, Budget budget) {
    return switch (precision) {
      case DOUBLE -> new DoubleState(qubits, loan, budget);
      case SINGLE -> new FloatState(qubits, loan, budget);
    };
  }

  abstract Precision precision();

  abstract StateVector copy(Budget budget);

  /** Gives the amplitudes back to the loan; nothing but {@link #qubits} may be asked after that. */
  abstract void release();

  final int qubits() {
    return qubits;
  }

  /** Number of amplitudes, 2^n. */
  final int size() {
    return 1 << qubits;
  }

  abstract double real(int index);

  abstract double imaginary(int index);

  /** The squared modulus of an amplitude. */
  abstract double probability(int index);

  /**
   * Applies a unitary to some qubits where all control qubits are set.
   *
   * <p>Cost: 2^(n - controls) amplitudes, each from 2^targets products.
   *
   * @param operands the first {@code controls} are controls; operand {@code controls + i} is bit i
   *     of the matrix's indexes
   */
  final void apply(Matrix unitary, int[] operands, int controls, Budget budget) {
    int[] sorted = operands.clone();
    Arrays.sort(sorted);
    int set = 0;
    for (int i = 0; i < controls; i++) {
      set |= 1 << operands[i];
    }
    int pairs = size() >>> operands.length;
    if (operands.length - controls == 1) {
      int stride = 1 << operands[controls];
      boolean diagonal = unitary.isDiagonal();
      for (int from = 0; from < pairs; from += BLOCK) {
        budget.poll();
        int to = Math.min(pairs, from + BLOCK);
        if (diagonal) {
          diagonalPairs(unitary, sorted, set, stride, from, to);
        } else {
          densePairs(unitary, sorted, set, stride, from, to);
        }
      }
      return;
    }
    int[] offsets = offsets(operands, controls);
    int block = Math.max(1, BLOCK / (unitary.size * unitary.size));
    for (int from = 0; from < pairs; from += block) {
      budget.poll();
      denseGroups(unitary, sorted, set, offsets, from, Math.min(pairs, from + block));
    }
  }

  private static int[] offsets(int[] operands, int controls) {
    int[] offsets = new int[1 << (operands.length - controls)];
    for (int i = 0; i < offsets.length; i++) {
      for (int bit = controls; bit < operands.length; bit++) {
        offsets[i] |= ((i >>> (bit - controls)) & 1) << operands[bit];
      }
    }
    return offsets;
  }

  /** Opens a zero bit at each of the positions, which ascend. */
  static int spread(int index, int[] positions) {
    int result = index;
    for (int position : positions) {
      int low = (1 << position) - 1;
      result = (result & ~low) << 1 | (result & low);
    }
    return result;
  }

  /** A unitary of one qubit, on that range of pairs of amplitudes. */
  abstract void densePairs(Matrix u, int[] positions, int set, int stride, int from, int to);

  /** A diagonal one. */
  abstract void diagonalPairs(Matrix u, int[] positions, int set, int stride, int from, int to);

  /** A unitary of several qubits, on that range of groups of amplitudes. */
  abstract void denseGroups(Matrix u, int[] positions, int set, int[] offsets, int from, int to);

  /**
   * Copies amplitudes into a buffer, run by run: real parts first, imaginary ones {@code size}
   * later.
   *
   * @param runs indexes of the first amplitudes of each run, combined with {@code base}
   * @param run a power of two up to a chunk
   * @param to an array of this precision
   */
  abstract void gather(int base, int[] runs, int run, Object to, int at, int size);

  /** Copies them back. */
  abstract void scatter(int base, int[] runs, int run, Object from, int at, int size);

  /** The squared norm of the part where the qubit has that value. Cost: 2^(n-1) amplitudes. */
  final double weight(int qubit, int value, Budget budget) {
    int half = size() >>> 1;
    int[] position = {qubit};
    double sum = 0;
    for (int from = 0; from < half; from += BLOCK) {
      budget.poll();
      sum += sum(position, value << qubit, from, Math.min(half, from + BLOCK));
    }
    return sum;
  }

  /** The sum of squared moduli over that range of indexes, spread at the positions. */
  abstract double sum(int[] positions, int set, int from, int to);

  /**
   * Projects on a value of a qubit and scales.
   *
   * @param weight the squared norm of the part kept, above 0; the result has norm 1
   */
  final void collapse(int qubit, int value, double weight, Budget budget) {
    double scale = 1 / Math.sqrt(weight);
    for (int from = 0; from < size(); from += BLOCK) {
      budget.poll();
      project(qubit, value, scale, from, Math.min(size(), from + BLOCK));
    }
  }

  /** Scales the amplitudes of that range where the qubit has that value; the others become 0. */
  abstract void project(int qubit, int value, double scale, int from, int to);

  /**
   * Moves the part where the qubit is 1 to where it is 0, after a collapse on 1. Cost: 2^n
   * amplitudes.
   */
  final void lower(int qubit, Budget budget) {
    apply(GateMatrices.x(), new int[] {qubit}, 0, budget);
  }
}
