package org.quantonium.engine;

/** Loops of plain Java in double precision, one amplitude after the other. */
final class DoublePlainKernels implements Kernels<double[]> {
  @Override
  public String name() {
    return "statevector-blocks-plain";
  }

  @Override
  public Precision precision() {
    return Precision.DOUBLE;
  }

  @Override
  public Class<double[]> type() {
    return double[].class;
  }

  @Override
  public int laneQubits() {
    return 0;
  }

  /** A number as it is kept. */
  private static double rounded(double value) {
    return value;
  }

  @Override
  public void rotateOne(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    rotate(v, from, size, 1 << p[0], minus[0], plus[0], swapped);
  }

  private static void rotate(
      double[] v, int from, int size, int s, double minus, double plus, int swapped) {
    double m = rounded(minus);
    double t = rounded(plus);
    int a = swapped == 0 ? 0 : s;
    int b = s - a;
    for (int base = from; base < from + size; base += 2 * s) {
      for (int i = base; i < base + s; i++) {
        double x = v[i + a];
        double y = v[i + b];
        v[i] = x + m * y;
        v[i + s] = y + t * x;
      }
    }
  }

  @Override
  public void rotateTwo(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    double m = rounded(minus[0]);
    double t = rounded(plus[0]);
    double n = rounded(minus[1]);
    double u = rounded(plus[1]);
    int s = 1 << p[0];
    int r = 1 << p[1];
    int a = (swapped & 1) == 0 ? 0 : s;
    int b = s - a;
    int c = (swapped & 2) == 0 ? 0 : r;
    int d = r - c;
    for (int high = from; high < from + size; high += 2 * r) {
      for (int base = high; base < high + r; base += 2 * s) {
        for (int i = base; i < base + s; i++) {
          double v0 = v[i + a + c];
          double v1 = v[i + b + c];
          double v2 = v[i + a + d];
          double v3 = v[i + b + d];
          double w0 = v0 + m * v1;
          double w1 = v1 + t * v0;
          double w2 = v2 + m * v3;
          double w3 = v3 + t * v2;
          v[i] = w0 + n * w2;
          v[i + s] = w1 + n * w3;
          v[i + r] = w2 + u * w0;
          v[i + s + r] = w3 + u * w1;
        }
      }
    }
  }

  @Override
  public void rotateThree(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    rotateTwo(v, from, size, p, minus, plus, swapped & 3);
    rotate(v, from, size, 1 << p[2], minus[2], plus[2], swapped >>> 2);
  }

  @Override
  public void lanes(double[] v, int from, int size, double[] tangents, int swapped) {
    throw new IllegalStateException("there are no lanes");
  }

  @Override
  public void scaleRows(double[] v, int from, int size, Factors rows) {
    double[] rowRe = rows.re;
    double[] rowIm = rows.im;
    for (int row = 0; row < size / PhaseSweep.ROW; row++) {
      double a = rowRe[row];
      double b = rowIm[row];
      if (a == 1 && b == 0) {
        continue;
      }
      int at = from + row * PhaseSweep.ROW;
      for (int i = at; i < at + PhaseSweep.ROW; i++) {
        double x = v[i];
        double y = v[i + size];
        v[i] = a * x - b * y;
        v[i + size] = a * y + b * x;
      }
    }
  }

  @Override
  public void multiplyRows(
      double[] v, int from, int size, Factors rows, int[] names, int more, Factors tables) {
    double[] rowRe = rows.re;
    double[] rowIm = rows.im;
    double[] tablesRe = tables.re;
    double[] tablesIm = tables.im;
    for (int row = 0; row < size / PhaseSweep.ROW; row++) {
      double a = rowRe[row];
      double b = rowIm[row];
      int at = from + row * PhaseSweep.ROW;
      int table = (names[row] | more) * PhaseSweep.ROW;
      for (int i = 0; i < PhaseSweep.ROW; i++) {
        double c = tablesRe[table + i];
        double d = tablesIm[table + i];
        double e = a * c - b * d;
        double f = a * d + b * c;
        double x = v[at + i];
        double y = v[at + i + size];
        v[at + i] = e * x - f * y;
        v[at + i + size] = e * y + f * x;
      }
    }
  }

  @Override
  public void multiplyOuter(
      double[] v, int from, int size, Factors rows, Factors common, Factors outer, Factors inner) {
    double[] rowRe = rows.re;
    double[] rowIm = rows.im;
    double[] commonRe = common.re;
    double[] commonIm = common.im;
    double[] outerRe = outer.re;
    double[] outerIm = outer.im;
    double[] innerRe = inner.re;
    double[] innerIm = inner.im;
    for (int row = 0; row < size / PhaseSweep.ROW; row++) {
      int at = from + row * PhaseSweep.ROW;
      for (int k = 0; k < PhaseSweep.OUTER; k++) {
        double a = outerRe[row * PhaseSweep.OUTER + k];
        double b = outerIm[row * PhaseSweep.OUTER + k];
        double c = a * rowRe[row] - b * rowIm[row];
        double d = a * rowIm[row] + b * rowRe[row];
        for (int j = 0; j < PhaseSweep.INNER; j++) {
          int i = k * PhaseSweep.INNER + j;
          double g = innerRe[row * PhaseSweep.INNER + j];
          double h = innerIm[row * PhaseSweep.INNER + j];
          double e = c * g - d * h;
          double f = c * h + d * g;
          g = e * commonRe[i] - f * commonIm[i];
          h = e * commonIm[i] + f * commonRe[i];
          double x = v[at + i];
          double y = v[at + i + size];
          v[at + i] = g * x - h * y;
          v[at + i + size] = g * y + h * x;
        }
      }
    }
  }
}
