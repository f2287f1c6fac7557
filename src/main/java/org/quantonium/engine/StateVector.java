package org.quantonium.engine;

import java.util.Arrays;

/**
 * 2^n complex amplitudes in double precision and the plain kernels on them.
 *
 * <p>Qubit 0 is the least significant bit of an amplitude's index. Real and imaginary parts lie in
 * chunks of at most 2^15 doubles, because some collectors cannot place an array of gigabytes, and
 * G1 gives an array of more than half a region (1 MiB or more) whole regions of its own. They are
 * taken from the run's {@link Loan}. Memory: 16 bytes x 2^n. Every kernel runs on the calling
 * thread in a fixed order, so that results are equal bit by bit from run to run, and polls the
 * budget each few hundred thousand multiplications.
 */
final class StateVector {
  /** Largest n: indexes are ints. */
  static final int MAX_QUBITS = 30;

  static final int CHUNK_BITS = 15;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  /** Amplitudes between two polls in a pass over all of them. */
  private static final int BLOCK = 1 << 16;

  private final int qubits;
  private final Loan loan;
  private final double[][] re;
  private final double[][] im;

  /** The state 0...0 in arrays of its own. */
  StateVector(int qubits, Budget budget) {
    this(qubits, Loan.ofNew(), budget);
  }

  /**
   * The state 0...0.
   *
   * @param qubits 0 to 30
   */
  StateVector(int qubits, Loan loan, Budget budget) {
    this(qubits, loan, allocate(qubits, loan, budget), allocate(qubits, loan, budget));
    re[0][0] = 1;
  }

  private StateVector(int qubits, Loan loan, double[][] re, double[][] im) {
    this.qubits = qubits;
    this.loan = loan;
    this.re = re;
    this.im = im;
  }

  private static double[][] allocate(int qubits, Loan loan, Budget budget) {
    if (qubits < 0 || qubits > MAX_QUBITS) {
      throw new IllegalArgumentException(
          "a state vector holds 0 to " + MAX_QUBITS + " qubits, not " + qubits);
    }
    int chunk = 1 << Math.min(qubits, CHUNK_BITS);
    double[][] chunks = new double[(1 << qubits) / chunk][];
    for (int i = 0; i < chunks.length; i++) {
      budget.poll();
      chunks[i] = loan.take(chunk);
    }
    return chunks;
  }

  StateVector copy(Budget budget) {
    StateVector copy = new StateVector(qubits, loan, budget);
    for (int i = 0; i < re.length; i++) {
      budget.poll();
      System.arraycopy(re[i], 0, copy.re[i], 0, re[i].length);
      System.arraycopy(im[i], 0, copy.im[i], 0, im[i].length);
    }
    return copy;
  }

  /** Gives the amplitudes back to the loan; nothing but {@link #qubits} may be asked after that. */
  void release() {
    for (int i = 0; i < re.length; i++) {
      loan.giveBack(re[i]);
      loan.giveBack(im[i]);
      re[i] = null;
      im[i] = null;
    }
  }

  int qubits() {
    return qubits;
  }

  /** Number of amplitudes, 2^n. */
  int size() {
    return 1 << qubits;
  }

  double real(int index) {
    return re[index >>> CHUNK_BITS][index & CHUNK_MASK];
  }

  double imaginary(int index) {
    return im[index >>> CHUNK_BITS][index & CHUNK_MASK];
  }

  /** The squared modulus of an amplitude. */
  double probability(int index) {
    double a = real(index);
    double b = imaginary(index);
    return a * a + b * b;
  }

  /**
   * Applies a unitary to some qubits where all control qubits are set.
   *
   * <p>Cost: 2^(n - controls) amplitudes, each from 2^targets products.
   *
   * @param operands the first {@code controls} are controls; operand {@code controls + i} is bit i
   *     of the matrix's indexes
   */
  void apply(Matrix unitary, int[] operands, int controls, Budget budget) {
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
  private static int spread(int index, int[] positions) {
    int result = index;
    for (int position : positions) {
      int low = (1 << position) - 1;
      result = (result & ~low) << 1 | (result & low);
    }
    return result;
  }

  private void densePairs(Matrix u, int[] positions, int set, int stride, int from, int to) {
    double ar = u.re[0];
    double ai = u.im[0];
    double br = u.re[1];
    double bi = u.im[1];
    double cr = u.re[2];
    double ci = u.im[2];
    double dr = u.re[3];
    double di = u.im[3];
    for (int pair = from; pair < to; pair++) {
      int i0 = spread(pair, positions) | set;
      int i1 = i0 | stride;
      double[] re0 = re[i0 >>> CHUNK_BITS];
      double[] im0 = im[i0 >>> CHUNK_BITS];
      double[] re1 = re[i1 >>> CHUNK_BITS];
      double[] im1 = im[i1 >>> CHUNK_BITS];
      int j0 = i0 & CHUNK_MASK;
      int j1 = i1 & CHUNK_MASK;
      double x = re0[j0];
      double y = im0[j0];
      double v = re1[j1];
      double w = im1[j1];
      re0[j0] = ar * x - ai * y + br * v - bi * w;
      im0[j0] = ar * y + ai * x + br * w + bi * v;
      re1[j1] = cr * x - ci * y + dr * v - di * w;
      im1[j1] = cr * y + ci * x + dr * w + di * v;
    }
  }

  private void diagonalPairs(Matrix u, int[] positions, int set, int stride, int from, int to) {
    boolean upper = u.re[0] != 1 || u.im[0] != 0;
    for (int pair = from; pair < to; pair++) {
      int i0 = spread(pair, positions) | set;
      if (upper) {
        multiply(i0, u.re[0], u.im[0]);
      }
      multiply(i0 | stride, u.re[3], u.im[3]);
    }
  }

  private void multiply(int index, double factorRe, double factorIm) {
    double[] reals = re[index >>> CHUNK_BITS];
    double[] imaginaries = im[index >>> CHUNK_BITS];
    int j = index & CHUNK_MASK;
    double x = reals[j];
    double y = imaginaries[j];
    reals[j] = factorRe * x - factorIm * y;
    imaginaries[j] = factorRe * y + factorIm * x;
  }

  private void denseGroups(Matrix u, int[] positions, int set, int[] offsets, int from, int to) {
    int size = offsets.length;
    double[] x = new double[size];
    double[] y = new double[size];
    for (int group = from; group < to; group++) {
      int base = spread(group, positions) | set;
      for (int i = 0; i < size; i++) {
        x[i] = real(base | offsets[i]);
        y[i] = imaginary(base | offsets[i]);
      }
      for (int row = 0; row < size; row++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int column = 0; column < size; column++) {
          double a = u.re[row * size + column];
          double b = u.im[row * size + column];
          sumRe += a * x[column] - b * y[column];
          sumIm += a * y[column] + b * x[column];
        }
        int index = base | offsets[row];
        re[index >>> CHUNK_BITS][index & CHUNK_MASK] = sumRe;
        im[index >>> CHUNK_BITS][index & CHUNK_MASK] = sumIm;
      }
    }
  }

  /**
   * Copies amplitudes into a buffer, run by run: real parts first, imaginary ones {@code size}
   * later.
   *
   * @param runs indexes of the first amplitudes of each run, combined with {@code base}
   * @param run a power of two up to a chunk
   */
  void gather(int base, int[] runs, int run, double[] to, int at, int size) {
    for (int i = 0; i < runs.length; i++) {
      int index = base | runs[i];
      int place = at + i * run;
      System.arraycopy(re[index >>> CHUNK_BITS], index & CHUNK_MASK, to, place, run);
      System.arraycopy(im[index >>> CHUNK_BITS], index & CHUNK_MASK, to, place + size, run);
    }
  }

  /** Copies them back. */
  void scatter(int base, int[] runs, int run, double[] from, int at, int size) {
    for (int i = 0; i < runs.length; i++) {
      int index = base | runs[i];
      int place = at + i * run;
      System.arraycopy(from, place, re[index >>> CHUNK_BITS], index & CHUNK_MASK, run);
      System.arraycopy(from, place + size, im[index >>> CHUNK_BITS], index & CHUNK_MASK, run);
    }
  }

  /** The squared norm of the part where the qubit has that value. Cost: 2^(n-1) amplitudes. */
  double weight(int qubit, int value, Budget budget) {
    int half = size() >>> 1;
    int[] position = {qubit};
    double sum = 0;
    for (int from = 0; from < half; from += BLOCK) {
      budget.poll();
      int to = Math.min(half, from + BLOCK);
      double part = 0;
      for (int i = from; i < to; i++) {
        part += probability(spread(i, position) | value << qubit);
      }
      sum += part;
    }
    return sum;
  }

  /**
   * Projects on a value of a qubit and scales.
   *
   * @param weight the squared norm of the part kept, above 0; the result has norm 1
   */
  void collapse(int qubit, int value, double weight, Budget budget) {
    double scale = 1 / Math.sqrt(weight);
    for (int from = 0; from < size(); from += BLOCK) {
      budget.poll();
      int to = Math.min(size(), from + BLOCK);
      for (int i = from; i < to; i++) {
        double factor = ((i >>> qubit) & 1) == value ? scale : 0;
        re[i >>> CHUNK_BITS][i & CHUNK_MASK] *= factor;
        im[i >>> CHUNK_BITS][i & CHUNK_MASK] *= factor;
      }
    }
  }

  /**
   * Moves the part where the qubit is 1 to where it is 0, after a collapse on 1. Cost: 2^n
   * amplitudes.
   */
  void lower(int qubit, Budget budget) {
    apply(GateMatrices.x(), new int[] {qubit}, 0, budget);
  }
}
