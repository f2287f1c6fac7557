package org.quantonium.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rotations of one, two or three qubits of a block at a time, in single precision.
 *
 * <p>The compiler takes the checks of bounds out of a loop whose indexes are the loop's variable
 * and what does not change. So there are two loops of each: along runs, which are as long as the
 * lowest qubit lets numbers lie side by side, and along rows, from one to the next, where all
 * qubits lie within rows. With a check at each of 16 reads and writes three rotations took a third
 * longer.
 */
final class FloatTurnVectorKernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();

  private FloatTurnVectorKernels() {}

  /** A number as it is kept. */
  private static float rounded(double value) {
    return (float) value;
  }

  static void oneAlongRuns(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final FloatVector plusT = FloatVector.broadcast(SPECIES, rounded(plus[0]));
    final FloatVector minusT = FloatVector.broadcast(SPECIES, rounded(minus[0]));
    int s = 1 << p[0];
    int a = swapped == 0 ? 0 : s;
    int b = s - a;
    for (int k = 0; k < size / 2; k += s) {
      int at = from + StateVector.spread(k, p);
      int x0 = at + a;
      int x1 = at + b;
      int y1 = at + s;
      for (int i = 0; i < s; i += WIDTH) {
        FloatVector x = FloatVector.fromArray(SPECIES, v, x0 + i);
        FloatVector y = FloatVector.fromArray(SPECIES, v, x1 + i);
        y.fma(minusT, x).intoArray(v, at + i);
        x.fma(plusT, y).intoArray(v, y1 + i);
      }
    }
  }

  static void oneAlongRows(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final FloatVector plusT = FloatVector.broadcast(SPECIES, rounded(plus[0]));
    final FloatVector minusT = FloatVector.broadcast(SPECIES, rounded(minus[0]));
    int s = 1 << p[0];
    int a = swapped == 0 ? 0 : s;
    int b = s - a;
    for (int k = 0; k < PhaseSweep.ROW / 2; k += WIDTH) {
      int at = from + StateVector.spread(k, p);
      int x0 = at + a;
      int x1 = at + b;
      int y1 = at + s;
      for (int i = 0; i < size; i += PhaseSweep.ROW) {
        FloatVector x = FloatVector.fromArray(SPECIES, v, x0 + i);
        FloatVector y = FloatVector.fromArray(SPECIES, v, x1 + i);
        y.fma(minusT, x).intoArray(v, at + i);
        x.fma(plusT, y).intoArray(v, y1 + i);
      }
    }
  }

  static void twoAlongRuns(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final FloatVector plusT = FloatVector.broadcast(SPECIES, rounded(plus[0]));
    final FloatVector minusT = FloatVector.broadcast(SPECIES, rounded(minus[0]));
    final FloatVector plusU = FloatVector.broadcast(SPECIES, rounded(plus[1]));
    final FloatVector minusU = FloatVector.broadcast(SPECIES, rounded(minus[1]));
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
        FloatVector v0 = FloatVector.fromArray(SPECIES, v, x0 + i);
        FloatVector v1 = FloatVector.fromArray(SPECIES, v, x1 + i);
        FloatVector v2 = FloatVector.fromArray(SPECIES, v, x2 + i);
        FloatVector v3 = FloatVector.fromArray(SPECIES, v, x3 + i);
        FloatVector w0 = v1.fma(minusT, v0);
        FloatVector w1 = v0.fma(plusT, v1);
        FloatVector w2 = v3.fma(minusT, v2);
        FloatVector w3 = v2.fma(plusT, v3);
        w2.fma(minusU, w0).intoArray(v, at + i);
        w3.fma(minusU, w1).intoArray(v, y1 + i);
        w0.fma(plusU, w2).intoArray(v, y2 + i);
        w1.fma(plusU, w3).intoArray(v, y3 + i);
      }
    }
  }

  static void twoAlongRows(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final FloatVector plusT = FloatVector.broadcast(SPECIES, rounded(plus[0]));
    final FloatVector minusT = FloatVector.broadcast(SPECIES, rounded(minus[0]));
    final FloatVector plusU = FloatVector.broadcast(SPECIES, rounded(plus[1]));
    final FloatVector minusU = FloatVector.broadcast(SPECIES, rounded(minus[1]));
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
        FloatVector v0 = FloatVector.fromArray(SPECIES, v, x0 + i);
        FloatVector v1 = FloatVector.fromArray(SPECIES, v, x1 + i);
        FloatVector v2 = FloatVector.fromArray(SPECIES, v, x2 + i);
        FloatVector v3 = FloatVector.fromArray(SPECIES, v, x3 + i);
        FloatVector w0 = v1.fma(minusT, v0);
        FloatVector w1 = v0.fma(plusT, v1);
        FloatVector w2 = v3.fma(minusT, v2);
        FloatVector w3 = v2.fma(plusT, v3);
        w2.fma(minusU, w0).intoArray(v, at + i);
        w3.fma(minusU, w1).intoArray(v, y1 + i);
        w0.fma(plusU, w2).intoArray(v, y2 + i);
        w1.fma(plusU, w3).intoArray(v, y3 + i);
      }
    }
  }

  static void threeAlongRuns(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final FloatVector plusT = FloatVector.broadcast(SPECIES, rounded(plus[0]));
    final FloatVector minusT = FloatVector.broadcast(SPECIES, rounded(minus[0]));
    final FloatVector plusU = FloatVector.broadcast(SPECIES, rounded(plus[1]));
    final FloatVector minusU = FloatVector.broadcast(SPECIES, rounded(minus[1]));
    final FloatVector plusW = FloatVector.broadcast(SPECIES, rounded(plus[2]));
    final FloatVector minusW = FloatVector.broadcast(SPECIES, rounded(minus[2]));
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
        FloatVector v0 = FloatVector.fromArray(SPECIES, v, x0 + i);
        FloatVector v1 = FloatVector.fromArray(SPECIES, v, x1 + i);
        FloatVector v2 = FloatVector.fromArray(SPECIES, v, x2 + i);
        FloatVector v3 = FloatVector.fromArray(SPECIES, v, x3 + i);
        FloatVector v4 = FloatVector.fromArray(SPECIES, v, x4 + i);
        FloatVector v5 = FloatVector.fromArray(SPECIES, v, x5 + i);
        FloatVector v6 = FloatVector.fromArray(SPECIES, v, x6 + i);
        FloatVector v7 = FloatVector.fromArray(SPECIES, v, x7 + i);
        FloatVector w0 = v1.fma(minusT, v0);
        FloatVector w1 = v0.fma(plusT, v1);
        FloatVector w2 = v3.fma(minusT, v2);
        FloatVector w3 = v2.fma(plusT, v3);
        FloatVector w4 = v5.fma(minusT, v4);
        FloatVector w5 = v4.fma(plusT, v5);
        FloatVector w6 = v7.fma(minusT, v6);
        FloatVector w7 = v6.fma(plusT, v7);
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
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    final FloatVector plusT = FloatVector.broadcast(SPECIES, rounded(plus[0]));
    final FloatVector minusT = FloatVector.broadcast(SPECIES, rounded(minus[0]));
    final FloatVector plusU = FloatVector.broadcast(SPECIES, rounded(plus[1]));
    final FloatVector minusU = FloatVector.broadcast(SPECIES, rounded(minus[1]));
    final FloatVector plusW = FloatVector.broadcast(SPECIES, rounded(plus[2]));
    final FloatVector minusW = FloatVector.broadcast(SPECIES, rounded(minus[2]));
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
        FloatVector v0 = FloatVector.fromArray(SPECIES, v, x0 + i);
        FloatVector v1 = FloatVector.fromArray(SPECIES, v, x1 + i);
        FloatVector v2 = FloatVector.fromArray(SPECIES, v, x2 + i);
        FloatVector v3 = FloatVector.fromArray(SPECIES, v, x3 + i);
        FloatVector v4 = FloatVector.fromArray(SPECIES, v, x4 + i);
        FloatVector v5 = FloatVector.fromArray(SPECIES, v, x5 + i);
        FloatVector v6 = FloatVector.fromArray(SPECIES, v, x6 + i);
        FloatVector v7 = FloatVector.fromArray(SPECIES, v, x7 + i);
        FloatVector w0 = v1.fma(minusT, v0);
        FloatVector w1 = v0.fma(plusT, v1);
        FloatVector w2 = v3.fma(minusT, v2);
        FloatVector w3 = v2.fma(plusT, v3);
        FloatVector w4 = v5.fma(minusT, v4);
        FloatVector w5 = v4.fma(plusT, v5);
        FloatVector w6 = v7.fma(minusT, v6);
        FloatVector w7 = v6.fma(plusT, v7);
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
