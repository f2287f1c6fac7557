package org.quantonium.engine;

/** Loops of plain Java in single precision, one amplitude after the other. */
final class FloatPlainKernels implements Kernels<float[]> {
  @Override
  public String name() {
    return "statevector-blocks-plain";
  }

  @Override
  public Precision precision() {
    return Precision.SINGLE;
  }

  @Override
  public Class<float[]> type() {
    return float[].class;
  }

  @Override
  public int laneQubits() {
    return 0;
  }

  /** A number as it is kept. */
  private static float rounded(double value) {
    return (float) value;
  }

  @Override
  public void rotateOne(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    rotate(v, from, size, 1 << p[0], minus[0], plus[0], swapped);
  }

  private static void rotate(
      float[] v, int from, int size, int s, double minus, double plus, int swapped) {
    float m = rounded(minus);
    float t = rounded(plus);
    int a = swapped == 0 ? 0 : s;
    int b = s - a;
    for (int base = from; base < from + size; base += 2 * s) {
      for (int i = base; i < base + s; i++) {
        float x = v[i + a];
        float y = v[i + b];
        v[i] = x + m * y;
        v[i + s] = y + t * x;
      }
    }
  }

  @Override
  public void rotateTwo(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    float m = rounded(minus[0]);
    float t = rounded(plus[0]);
    float n = rounded(minus[1]);
    float u = rounded(plus[1]);
    int s = 1 << p[0];
    int r = 1 << p[1];
    int a = (swapped & 1) == 0 ? 0 : s;
    int b = s - a;
    int c = (swapped & 2) == 0 ? 0 : r;
    int d = r - c;
    for (int high = from; high < from + size; high += 2 * r) {
      for (int base = high; base < high + r; base += 2 * s) {
        for (int i = base; i < base + s; i++) {
          float v0 = v[i + a + c];
          float v1 = v[i + b + c];
          float v2 = v[i + a + d];
          float v3 = v[i + b + d];
          float w0 = v0 + m * v1;
          float w1 = v1 + t * v0;
          float w2 = v2 + m * v3;
          float w3 = v3 + t * v2;
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
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    rotateTwo(v, from, size, p, minus, plus, swapped & 3);
    rotate(v, from, size, 1 << p[2], minus[2], plus[2], swapped >>> 2);
  }

  @Override
  public void lanes(float[] v, int from, int size, double[] tangents, int swapped) {
    throw new IllegalStateException("there are no lanes");
  }

  @Override
  public void scaleRows(float[] v, int from, int size, Factors rows) {
    float[] rowRe = rows.re32;
    float[] rowIm = rows.im32;
    for (int row = 0; row < size / PhaseSweep.ROW; row++) {
      float a = rowRe[row];
      float b = rowIm[row];
      if (a == 1 && b == 0) {
        continue;
      }
      int at = from + row * PhaseSweep.ROW;
      for (int i = at; i < at + PhaseSweep.ROW; i++) {
        float x = v[i];
        float y = v[i + size];
        v[i] = a * x - b * y;
        v[i + size] = a * y + b * x;
      }
    }
  }

  @Override
  public void multiplyRows(
      float[] v, int from, int size, Factors rows, int[] names, int more, Factors tables) {
    float[] rowRe = rows.re32;
    float[] rowIm = rows.im32;
    float[] tablesRe = tables.re32;
    float[] tablesIm = tables.im32;
    for (int row = 0; row < size / PhaseSweep.ROW; row++) {
      float a = rowRe[row];
      float b = rowIm[row];
      int at = from + row * PhaseSweep.ROW;
      int table = (names[row] | more) * PhaseSweep.ROW;
      for (int i = 0; i < PhaseSweep.ROW; i++) {
        float c = tablesRe[table + i];
        float d = tablesIm[table + i];
        float e = a * c - b * d;
        float f = a * d + b * c;
        float x = v[at + i];
        float y = v[at + i + size];
        v[at + i] = e * x - f * y;
        v[at + i + size] = e * y + f * x;
      }
    }
  }

  @Override
  public void multiplyOuter(
      float[] v, int from, int size, Factors rows, Factors common, Factors outer, Factors inner) {
    float[] rowRe = rows.re32;
    float[] rowIm = rows.im32;
    float[] commonRe = common.re32;
    float[] commonIm = common.im32;
    float[] outerRe = outer.re32;
    float[] outerIm = outer.im32;
    float[] innerRe = inner.re32;
    float[] innerIm = inner.im32;
    for (int row = 0; row < size / PhaseSweep.ROW; row++) {
      int at = from + row * PhaseSweep.ROW;
      for (int k = 0; k < PhaseSweep.OUTER; k++) {
        float a = outerRe[row * PhaseSweep.OUTER + k];
        float b = outerIm[row * PhaseSweep.OUTER + k];
        float c = a * rowRe[row] - b * rowIm[row];
        float d = a * rowIm[row] + b * rowRe[row];
        for (int j = 0; j < PhaseSweep.INNER; j++) {
          int i = k * PhaseSweep.INNER + j;
          float g = innerRe[row * PhaseSweep.INNER + j];
          float h = innerIm[row * PhaseSweep.INNER + j];
          float e = c * g - d * h;
          float f = c * h + d * g;
          g = e * commonRe[i] - f * commonIm[i];
          h = e * commonIm[i] + f * commonRe[i];
          float x = v[at + i];
          float y = v[at + i + size];
          v[at + i] = g * x - h * y;
          v[at + i + size] = g * y + h * x;
        }
      }
    }
  }
}
