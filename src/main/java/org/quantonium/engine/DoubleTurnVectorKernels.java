package org.quantonium.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rotations of one, two or three qubits of a block at a time, in double precision.
 *
 * <p>The compiler takes the checks of bounds out of a loop whose indexes are the loop's variable
 * and what does not change. So there are two loops of each: along runs, which are as long as the
 * lowest qubit lets numbers lie side by side, and along rows, from one to the next, where all
 * qubits lie within rows. With a check at each of 16 reads and writes three rotations took a third
 * longer.
 */
final class DoubleTurnVectorKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();

  private DoubleTurnVectorKernels() {}

  /** A number as it is kept. */
  private static double rounded(double value) {
    return value;
  }

  static void oneAlongRuns(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(plus[0]));
    final DoubleVector minusT = DoubleVector.broadcast(SPECIES, rounded(minus[0]));
    int s = 1 << p[0];
    int a = swapped == 0 ? 0 : s;
    int b = s - a;
    for (int k = 0; k < size / 2; k += s) {
      int at = from + StateVector.spread(k, p);
      int x0 = at + a;
      int x1 = at + b;
      int y1 = at + s;
      for (int i = 0; i < s; i += WIDTH) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, v, x0 + i);
        DoubleVector y = DoubleVector.fromArray(SPECIES, v, x1 + i);
        y.fma(minusT, x).intoArray(v, at + i);
        x.fma(plusT, y).intoArray(v, y1 + i);
      }
    }
  }

  static void oneAlongRows(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(plus[0]));
    final DoubleVector minusT = DoubleVector.broadcast(SPECIES, rounded(minus[0]));
    int s = 1 << p[0];
    int a = swapped == 0 ? 0 : s;
    int b = s - a;
    for (int k = 0; k < PhaseSweep.ROW / 2; k += WIDTH) {
      int at = from + StateVector.spread(k, p);
      int x0 = at + a;
      int x1 = at + b;
      int y1 = at + s;
      for (int i = 0; i < size; i += PhaseSweep.ROW) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, v, x0 + i);
        DoubleVector y = DoubleVector.fromArray(SPECIES, v, x1 + i);
        y.fma(minusT, x).intoArray(v, at + i);
        x.fma(plusT, y).intoArray(v, y1 + i);
      }
    }
  }

  static void twoAlongRuns(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(plus[0]));
    final DoubleVector minusT = DoubleVector.broadcast(SPECIES, rounded(minus[0]));
    final DoubleVector plusU = DoubleVector.broadcast(SPECIES, rounded(plus[1]));
    final DoubleVector minusU = DoubleVector.broadcast(SPECIES, rounded(minus[1]));
    int s = 1 << p[0];
    int r = 1 << p[1];
    int a = (swapped & 1) == 0 ? 0 : s;
    int b = s - a;
    int c = (swapped & 2) == 0 ? 0 : r;
    int d = r - c;
    for (int k = 0; k < size / 4; k += s) {
      int at = from + StateVector.spread(k, p);
      int x0 = at + a + c;
      int x1 = at + b + c;
      int x2 = at + a + d;
      int x3 = at + b + d;
      int y1 = at + s;
      int y2 = at + r;
      int y3 = at + s + r;
      for (int i = 0; i < s; i += WIDTH) {
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, v, x0 + i);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, v, x1 + i);
        DoubleVector v2 = DoubleVector.fromArray(SPECIES, v, x2 + i);
        DoubleVector v3 = DoubleVector.fromArray(SPECIES, v, x3 + i);
        DoubleVector w0 = v1.fma(minusT, v0);
        DoubleVector w1 = v0.fma(plusT, v1);
        DoubleVector w2 = v3.fma(minusT, v2);
        DoubleVector w3 = v2.fma(plusT, v3);
        w2.fma(minusU, w0).intoArray(v, at + i);
        w3.fma(minusU, w1).intoArray(v, y1 + i);
        w0.fma(plusU, w2).intoArray(v, y2 + i);
        w1.fma(plusU, w3).intoArray(v, y3 + i);
      }
    }
  }

  static void twoAlongRows(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(plus[0]));
    final DoubleVector minusT = DoubleVector.broadcast(SPECIES, rounded(minus[0]));
    final DoubleVector plusU = DoubleVector.broadcast(SPECIES, rounded(plus[1]));
    final DoubleVector minusU = DoubleVector.broadcast(SPECIES, rounded(minus[1]));
    int s = 1 << p[0];
    int r = 1 << p[1];
    int a = (swapped & 1) == 0 ? 0 : s;
    int b = s - a;
    int c = (swapped & 2) == 0 ? 0 : r;
    int d = r - c;
    for (int k = 0; k < PhaseSweep.ROW / 4; k += WIDTH) {
      int at = from + StateVector.spread(k, p);
      int x0 = at + a + c;
      int x1 = at + b + c;
      int x2 = at + a + d;
      int x3 = at + b + d;
      int y1 = at + s;
      int y2 = at + r;
      int y3 = at + s + r;
      for (int i = 0; i < size; i += PhaseSweep.ROW) {
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, v, x0 + i);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, v, x1 + i);
        DoubleVector v2 = DoubleVector.fromArray(SPECIES, v, x2 + i);
        DoubleVector v3 = DoubleVector.fromArray(SPECIES, v, x3 + i);
        DoubleVector w0 = v1.fma(minusT, v0);
        DoubleVector w1 = v0.fma(plusT, v1);
        DoubleVector w2 = v3.fma(minusT, v2);
        DoubleVector w3 = v2.fma(plusT, v3);
        w2.fma(minusU, w0).intoArray(v, at + i);
        w3.fma(minusU, w1).intoArray(v, y1 + i);
        w0.fma(plusU, w2).intoArray(v, y2 + i);
        w1.fma(plusU, w3).intoArray(v, y3 + i);
      }
    }
  }

  static void threeAlongRuns(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(plus[0]));
    final DoubleVector minusT = DoubleVector.broadcast(SPECIES, rounded(minus[0]));
    final DoubleVector plusU = DoubleVector.broadcast(SPECIES, rounded(plus[1]));
    final DoubleVector minusU = DoubleVector.broadcast(SPECIES, rounded(minus[1]));
    final DoubleVector plusW = DoubleVector.broadcast(SPECIES, rounded(plus[2]));
    final DoubleVector minusW = DoubleVector.broadcast(SPECIES, rounded(minus[2]));
    int sp = 1 << p[0];
    int sq = 1 << p[1];
    int sr = 1 << p[2];
    int a = (swapped & 1) == 0 ? 0 : sp;
    int b = sp - a;
    int c = (swapped & 2) == 0 ? 0 : sq;
    int d = sq - c;
    int e = (swapped & 4) == 0 ? 0 : sr;
    int f = sr - e;
    for (int k = 0; k < size / 8; k += sp) {
      int at = from + StateVector.spread(k, p);
      int x0 = at + a + c + e;
      int x1 = at + b + c + e;
      int x2 = at + a + d + e;
      int x3 = at + b + d + e;
      int x4 = at + a + c + f;
      int x5 = at + b + c + f;
      int x6 = at + a + d + f;
      int x7 = at + b + d + f;
      int y1 = at + sp;
      int y2 = at + sq;
      int y3 = at + sp + sq;
      int y4 = at + sr;
      int y5 = y1 + sr;
      int y6 = y2 + sr;
      int y7 = y3 + sr;
      for (int i = 0; i < sp; i += WIDTH) {
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, v, x0 + i);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, v, x1 + i);
        DoubleVector v2 = DoubleVector.fromArray(SPECIES, v, x2 + i);
        DoubleVector v3 = DoubleVector.fromArray(SPECIES, v, x3 + i);
        DoubleVector v4 = DoubleVector.fromArray(SPECIES, v, x4 + i);
        DoubleVector v5 = DoubleVector.fromArray(SPECIES, v, x5 + i);
        DoubleVector v6 = DoubleVector.fromArray(SPECIES, v, x6 + i);
        DoubleVector v7 = DoubleVector.fromArray(SPECIES, v, x7 + i);
        DoubleVector w0 = v1.fma(minusT, v0);
        DoubleVector w1 = v0.fma(plusT, v1);
        DoubleVector w2 = v3.fma(minusT, v2);
        DoubleVector w3 = v2.fma(plusT, v3);
        DoubleVector w4 = v5.fma(minusT, v4);
        DoubleVector w5 = v4.fma(plusT, v5);
        DoubleVector w6 = v7.fma(minusT, v6);
        DoubleVector w7 = v6.fma(plusT, v7);
        v0 = w2.fma(minusU, w0);
        v1 = w3.fma(minusU, w1);
        v2 = w0.fma(plusU, w2);
        v3 = w1.fma(plusU, w3);
        v4 = w6.fma(minusU, w4);
        v5 = w7.fma(minusU, w5);
        v6 = w4.fma(plusU, w6);
        v7 = w5.fma(plusU, w7);
        v4.fma(minusW, v0).intoArray(v, at + i);
        v5.fma(minusW, v1).intoArray(v, y1 + i);
        v6.fma(minusW, v2).intoArray(v, y2 + i);
        v7.fma(minusW, v3).intoArray(v, y3 + i);
        v0.fma(plusW, v4).intoArray(v, y4 + i);
        v1.fma(plusW, v5).intoArray(v, y5 + i);
        v2.fma(plusW, v6).intoArray(v, y6 + i);
        v3.fma(plusW, v7).intoArray(v, y7 + i);
      }
    }
  }

  static void threeAlongRows(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(plus[0]));
    final DoubleVector minusT = DoubleVector.broadcast(SPECIES, rounded(minus[0]));
    final DoubleVector plusU = DoubleVector.broadcast(SPECIES, rounded(plus[1]));
    final DoubleVector minusU = DoubleVector.broadcast(SPECIES, rounded(minus[1]));
    final DoubleVector plusW = DoubleVector.broadcast(SPECIES, rounded(plus[2]));
    final DoubleVector minusW = DoubleVector.broadcast(SPECIES, rounded(minus[2]));
    int sp = 1 << p[0];
    int sq = 1 << p[1];
    int sr = 1 << p[2];
    int a = (swapped & 1) == 0 ? 0 : sp;
    int b = sp - a;
    int c = (swapped & 2) == 0 ? 0 : sq;
    int d = sq - c;
    int e = (swapped & 4) == 0 ? 0 : sr;
    int f = sr - e;
    for (int k = 0; k < PhaseSweep.ROW / 8; k += WIDTH) {
      int at = from + StateVector.spread(k, p);
      int x0 = at + a + c + e;
      int x1 = at + b + c + e;
      int x2 = at + a + d + e;
      int x3 = at + b + d + e;
      int x4 = at + a + c + f;
      int x5 = at + b + c + f;
      int x6 = at + a + d + f;
      int x7 = at + b + d + f;
      int y1 = at + sp;
      int y2 = at + sq;
      int y3 = at + sp + sq;
      int y4 = at + sr;
      int y5 = y1 + sr;
      int y6 = y2 + sr;
      int y7 = y3 + sr;
      for (int i = 0; i < size; i += PhaseSweep.ROW) {
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, v, x0 + i);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, v, x1 + i);
        DoubleVector v2 = DoubleVector.fromArray(SPECIES, v, x2 + i);
        DoubleVector v3 = DoubleVector.fromArray(SPECIES, v, x3 + i);
        DoubleVector v4 = DoubleVector.fromArray(SPECIES, v, x4 + i);
        DoubleVector v5 = DoubleVector.fromArray(SPECIES, v, x5 + i);
        DoubleVector v6 = DoubleVector.fromArray(SPECIES, v, x6 + i);
        DoubleVector v7 = DoubleVector.fromArray(SPECIES, v, x7 + i);
        DoubleVector w0 = v1.fma(minusT, v0);
        DoubleVector w1 = v0.fma(plusT, v1);
        DoubleVector w2 = v3.fma(minusT, v2);
        DoubleVector w3 = v2.fma(plusT, v3);
        DoubleVector w4 = v5.fma(minusT, v4);
        DoubleVector w5 = v4.fma(plusT, v5);
        DoubleVector w6 = v7.fma(minusT, v6);
        DoubleVector w7 = v6.fma(plusT, v7);
        v0 = w2.fma(minusU, w0);
        v1 = w3.fma(minusU, w1);
        v2 = w0.fma(plusU, w2);
        v3 = w1.fma(plusU, w3);
        v4 = w6.fma(minusU, w4);
        v5 = w7.fma(minusU, w5);
        v6 = w4.fma(plusU, w6);
        v7 = w5.fma(plusU, w7);
        v4.fma(minusW, v0).intoArray(v, at + i);
        v5.fma(minusW, v1).intoArray(v, y1 + i);
        v6.fma(minusW, v2).intoArray(v, y2 + i);
        v7.fma(minusW, v3).intoArray(v, y3 + i);
        v0.fma(plusW, v4).intoArray(v, y4 + i);
        v1.fma(plusW, v5).intoArray(v, y5 + i);
        v2.fma(plusW, v6).intoArray(v, y6 + i);
        v3.fma(plusW, v7).intoArray(v, y7 + i);
      }
    }
  }
}
