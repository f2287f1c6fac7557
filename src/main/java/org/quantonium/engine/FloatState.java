package org.quantonium.engine;

/** A state in single precision. */
final class FloatState extends StateVector {
  private final Loan loan;
  private final float[][] re;
  private final float[][] im;

  /** The state 0...0. */
  FloatState(int qubits, Loan loan, Budget budget) {
    super(qubits);
    this.loan = loan;
    this.re = allocate(qubits, loan, budget);
    this.im = allocate(qubits, loan, budget);
    re[0][0] = 1;
  }

  private static float[][] allocate(int qubits, Loan loan, Budget budget) {
    int chunk = 1 << Math.min(qubits, CHUNK_BITS);
    float[][] chunks = new float[(1 << qubits) / chunk][];
    for (int i = 0; i < chunks.length; i++) {
      budget.poll();
      chunks[i] = loan.take(float[].class, chunk);
    }
    return chunks;
  }

  /** A number as it is kept. */
  private static float rounded(double value) {
    return (float) value;
  }

  @Override
  Precision precision() {
    return Precision.SINGLE;
  }

  @Override
  StateVector copy(Budget budget) {
    FloatState copy = new FloatState(qubits(), loan, budget);
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
      float[] re0 = re[i0 >>> CHUNK_BITS];
      float[] im0 = im[i0 >>> CHUNK_BITS];
      float[] re1 = re[i1 >>> CHUNK_BITS];
      float[] im1 = im[i1 >>> CHUNK_BITS];
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
    float[] reals = re[index >>> CHUNK_BITS];
    float[] imaginaries = im[index >>> CHUNK_BITS];
    int j = index & CHUNK_MASK;
    double x = reals[j];
    double y = imaginaries[j];
    reals[j] = rounded(factorRe * x - factorIm * y);
    imaginaries[j] = rounded(factorRe * y + factorIm * x);
  }

  @Override
  void denseGroups(Matrix u, int[] positions, int set, int[] offsets, int from, int to) {
    int size = offsets.length;
    float[] x = new float[size];
    float[] y = new float[size];
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
    float[] buffer = (float[]) to;
    for (int i = 0; i < runs.length; i++) {
      int index = base | runs[i];
      int place = at + i * run;
      System.arraycopy(re[index >>> CHUNK_BITS], index & CHUNK_MASK, buffer, place, run);
      System.arraycopy(im[index >>> CHUNK_BITS], index & CHUNK_MASK, buffer, place + size, run);
    }
  }

  @Override
  void scatter(int base, int[] runs, int run, Object from, int at, int size) {
    float[] buffer = (float[]) from;
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
      float[] reals = re[i >>> CHUNK_BITS];
      float[] imaginaries = im[i >>> CHUNK_BITS];
      int j = i & CHUNK_MASK;
      reals[j] = rounded(factor * reals[j]);
      imaginaries[j] = rounded(factor * imaginaries[j]);
    }
  }
}
