package org.quantonium.engine;

/** A state in double precision. */
final class DoubleState extends StateVector {
  private final Loan loan;
  private final double[][] re;
  private final double[][] im;

  /** The state 0...0. */
  DoubleState(int qubits, Loan loan, Budget budget) {
    super(qubits);
    this.loan = loan;
    this.re = allocate(qubits, loan, budget);
    this.im = allocate(qubits, loan, budget);
    re[0][0] = 1;
  }

  private static double[][] allocate(int qubits, Loan loan, Budget budget) {
    int chunk = 1 << Math.min(qubits, CHUNK_BITS);
    double[][] chunks = new double[(1 << qubits) / chunk][];
    for (int i = 0; i < chunks.length; i++) {
      budget.poll();
      chunks[i] = loan.take(double[].class, chunk);
    }
    return chunks;
  }

  /** A number as it is kept. */
  private static double rounded(double value) {
    return value;
  }

  @Override
  Precision precision() {
    return Precision.DOUBLE;
  }

  @Override
  StateVector copy(Budget budget) {
    DoubleState copy = new DoubleState(qubits(), loan, budget);
    for (int i = 0; i < re.length; i++) {
      budget.poll();
      System.arraycopy(re[i], 0, copy.re[i], 0, re[i].length);
      System.arraycopy(im[i], 0, copy.im[i], 0, im[i].length);
    }
    return copy;
  }

  @Override
  void release() {
    for (int i = 0; i < re.length; i++) {
      loan.giveBack(re[i]);
      loan.giveBack(im[i]);
      re[i] = null;
      im[i] = null;
    }
  }

  @Override
  double real(int index) {
    return re[index >>> CHUNK_BITS][index & CHUNK_MASK];
  }

  @Override
  double imaginary(int index) {
    return im[index >>> CHUNK_BITS][index & CHUNK_MASK];
  }

  @Override
  double probability(int index) {
    double a = real(index);
    double b = imaginary(index);
    return a * a + b * b;
  }

  @Override
  void densePairs(Matrix u, int[] positions, int set, int stride, int from, int to) {
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
      re0[j0] = rounded(ar * x - ai * y + br * v - bi * w);
      im0[j0] = rounded(ar * y + ai * x + br * w + bi * v);
      re1[j1] = rounded(cr * x - ci * y + dr * v - di * w);
      im1[j1] = rounded(cr * y + ci * x + dr * w + di * v);
    }
  }

  @Override
  void diagonalPairs(Matrix u, int[] positions, int set, int stride, int from, int to) {
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
    reals[j] = rounded(factorRe * x - factorIm * y);
    imaginaries[j] = rounded(factorRe * y + factorIm * x);
  }

  @Override
  void denseGroups(Matrix u, int[] positions, int set, int[] offsets, int from, int to) {
    int size = offsets.length;
    double[] x = new double[size];
    double[] y = new double[size];
    for (int group = from; group < to; group++) {
      int base = spread(group, positions) | set;
      for (int i = 0; i < size; i++) {
        int index = base | offsets[i];
        x[i] = re[index >>> CHUNK_BITS][index & CHUNK_MASK];
        y[i] = im[index >>> CHUNK_BITS][index & CHUNK_MASK];
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
        re[index >>> CHUNK_BITS][index & CHUNK_MASK] = rounded(sumRe);
        im[index >>> CHUNK_BITS][index & CHUNK_MASK] = rounded(sumIm);
      }
    }
  }

  @Override
  void gather(int base, int[] runs, int run, Object to, int at, int size) {
    double[] buffer = (double[]) to;
    for (int i = 0; i < runs.length; i++) {
      int index = base | runs[i];
      int place = at + i * run;
      System.arraycopy(re[index >>> CHUNK_BITS], index & CHUNK_MASK, buffer, place, run);
      System.arraycopy(im[index >>> CHUNK_BITS], index & CHUNK_MASK, buffer, place + size, run);
    }
  }

  @Override
  void scatter(int base, int[] runs, int run, Object from, int at, int size) {
    double[] buffer = (double[]) from;
    for (int i = 0; i < runs.length; i++) {
      int index = base | runs[i];
      int place = at + i * run;
      System.arraycopy(buffer, place, re[index >>> CHUNK_BITS], index & CHUNK_MASK, run);
      System.arraycopy(buffer, place + size, im[index >>> CHUNK_BITS], index & CHUNK_MASK, run);
    }
  }

  @Override
  double sum(int[] positions, int set, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += probability(spread(i, positions) | set);
    }
    return sum;
  }

  @Override
  void project(int qubit, int value, double scale, int from, int to) {
    for (int i = from; i < to; i++) {
      double factor = ((i >>> qubit) & 1) == value ? scale : 0;
      double[] reals = re[i >>> CHUNK_BITS];
      double[] imaginaries = im[i >>> CHUNK_BITS];
      int j = i & CHUNK_MASK;
      reals[j] = rounded(factor * reals[j]);
      imaginaries[j] = rounded(factor * imaginaries[j]);
    }
  }
}
