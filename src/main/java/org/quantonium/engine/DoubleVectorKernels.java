package org.quantonium.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same loops with the Vector API and fused multiply-adds, in double precision.
 *
 * <p>Each method is one straight line of vector operations within its loop: the compiler keeps
 * vectors in registers only as long as no call that it does not inline lies between. This class is
 * loaded only where the module {@code jdk.incubator.vector} is ({@link KernelChoice}).
 */
final class DoubleVectorKernels implements Kernels<double[]> {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();
  private static final int WIDTH_BITS = Integer.numberOfTrailingZeros(WIDTH);

  /** Vectors of 2, 4, 8 or 16 numbers are served. */
  private static final int LANE_QUBITS = 4;

  private static final VectorShuffle<Double> FLIP_1 = flip(1);
  private static final VectorShuffle<Double> FLIP_2 = flip(2);
  private static final VectorShuffle<Double> FLIP_4 = flip(4);
  private static final VectorShuffle<Double> FLIP_8 = flip(8);

  DoubleVectorKernels() {
    if (WIDTH_BITS < 1 || WIDTH_BITS > LANE_QUBITS) {
      throw new UnsupportedOperationException("vectors of " + WIDTH + " numbers");
    }
  }

  private static VectorShuffle<Double> flip(int bit) {
    return VectorShuffle.fromOp(SPECIES, lane -> bit < WIDTH ? lane ^ bit : lane);
  }

  @Override
  public String name() {
    return "statevector-blocks-vector-" + SPECIES.vectorBitSize();
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
    return WIDTH_BITS;
  }

  /** A number as it is kept. */
  private static double rounded(double value) {
    return value;
  }

  /** Opens a zero bit at that place. */
  private static int open(int index, int place) {
    return index + (index & -(1 << place));
  }

  @Override
  public void rotate(double[] v, int from, int size, int p, double t, int swapped) {
    final DoubleVector plus = DoubleVector.broadcast(SPECIES, rounded(t));
    final DoubleVector minus = DoubleVector.broadcast(SPECIES, rounded(-t));
    int s = 1 << p;
    int a = swapped == 0 ? 0 : s;
    int b = s - a;
    for (int k = 0; k < size / 2; k += WIDTH) {
      int i = from + open(k, p);
      DoubleVector x = DoubleVector.fromArray(SPECIES, v, i + a);
      DoubleVector y = DoubleVector.fromArray(SPECIES, v, i + b);
      y.fma(minus, x).intoArray(v, i);
      x.fma(plus, y).intoArray(v, i + s);
    }
  }

  @Override
  public void rotate(
      double[] v, int from, int size, int p, int q, double t, double u, int swapped) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(t));
    final DoubleVector minusT = DoubleVector.broadcast(SPECIES, rounded(-t));
    final DoubleVector plusU = DoubleVector.broadcast(SPECIES, rounded(u));
    final DoubleVector minusU = DoubleVector.broadcast(SPECIES, rounded(-u));
    int s = 1 << p;
    int r = 1 << q;
    int a = (swapped & 1) == 0 ? 0 : s;
    int b = s - a;
    int c = (swapped & 2) == 0 ? 0 : r;
    int d = r - c;
    for (int k = 0; k < size / 4; k += WIDTH) {
      int i = from + open(open(k, p), q);
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, v, i + a + c);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, v, i + b + c);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, v, i + a + d);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, v, i + b + d);
      DoubleVector w0 = v1.fma(minusT, v0);
      DoubleVector w1 = v0.fma(plusT, v1);
      DoubleVector w2 = v3.fma(minusT, v2);
      DoubleVector w3 = v2.fma(plusT, v3);
      w2.fma(minusU, w0).intoArray(v, i);
      w3.fma(minusU, w1).intoArray(v, i + s);
      w0.fma(plusU, w2).intoArray(v, i + r);
      w1.fma(plusU, w3).intoArray(v, i + s + r);
    }
  }

  @Override
  public void rotate(
      double[] v,
      int from,
      int size,
      int p,
      int q,
      int r,
      double t,
      double u,
      double w,
      int swapped) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(t));
    final DoubleVector minusT = DoubleVector.broadcast(SPECIES, rounded(-t));
    final DoubleVector plusU = DoubleVector.broadcast(SPECIES, rounded(u));
    final DoubleVector minusU = DoubleVector.broadcast(SPECIES, rounded(-u));
    final DoubleVector plusW = DoubleVector.broadcast(SPECIES, rounded(w));
    final DoubleVector minusW = DoubleVector.broadcast(SPECIES, rounded(-w));
    int sp = 1 << p;
    int sq = 1 << q;
    int sr = 1 << r;
    int a = (swapped & 1) == 0 ? 0 : sp;
    int b = sp - a;
    int c = (swapped & 2) == 0 ? 0 : sq;
    int d = sq - c;
    int e = (swapped & 4) == 0 ? 0 : sr;
    int f = sr - e;
    for (int k = 0; k < size / 8; k += WIDTH) {
      int i = from + open(open(open(k, p), q), r);
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, v, i + a + c + e);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, v, i + b + c + e);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, v, i + a + d + e);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, v, i + b + d + e);
      DoubleVector v4 = DoubleVector.fromArray(SPECIES, v, i + a + c + f);
      DoubleVector v5 = DoubleVector.fromArray(SPECIES, v, i + b + c + f);
      DoubleVector v6 = DoubleVector.fromArray(SPECIES, v, i + a + d + f);
      DoubleVector v7 = DoubleVector.fromArray(SPECIES, v, i + b + d + f);
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
      v4.fma(minusW, v0).intoArray(v, i);
      v5.fma(minusW, v1).intoArray(v, i + sp);
      v6.fma(minusW, v2).intoArray(v, i + sq);
      v7.fma(minusW, v3).intoArray(v, i + sp + sq);
      v0.fma(plusW, v4).intoArray(v, i + sr);
      v1.fma(plusW, v5).intoArray(v, i + sp + sr);
      v2.fma(plusW, v6).intoArray(v, i + sq + sr);
      v3.fma(plusW, v7).intoArray(v, i + sp + sq + sr);
    }
  }

  /** By lane the factor of its neighbour's number or, where they are swapped, of its own. */
  private static DoubleVector signed(double t, int bit) {
    double[] lanes = new double[WIDTH];
    for (int lane = 0; lane < WIDTH; lane++) {
      lanes[lane] = rounded((lane & bit) == 0 ? -t : t);
    }
    return DoubleVector.fromArray(SPECIES, lanes, 0);
  }

  @Override
  public void lanes(double[] v, int from, int size, double[] tangents, int swapped) {
    int turned = 0;
    for (int bit = 0; bit < WIDTH_BITS; bit++) {
      turned += tangents[bit] != 0 ? 1 : 0;
    }
    if (WIDTH_BITS == 4 && swapped == 0 && turned > 1) {
      DoubleVector d = signed(tangents[3], 8);
      lanes(
          v, from, size, signed(tangents[0], 1), signed(tangents[1], 2), signed(tangents[2], 4), d);
    } else if (WIDTH_BITS == 3 && swapped == 0 && turned == 3) {
      lanes(v, from, size, signed(tangents[0], 1), signed(tangents[1], 2), signed(tangents[2], 4));
    } else {
      DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
      for (int bit = 0; bit < WIDTH_BITS; bit++) {
        if ((swapped & 1 << bit) != 0) {
          lane(v, from, size, signed(tangents[bit], 1 << bit), one, bit);
        } else if (tangents[bit] != 0) {
          lane(v, from, size, one, signed(tangents[bit], 1 << bit), bit);
        }
      }
    }
  }

  private static void lanes(
      double[] v,
      int from,
      int size,
      DoubleVector a,
      DoubleVector b,
      DoubleVector c,
      DoubleVector d) {
    for (int i = from; i < from + size; i += WIDTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
      x = x.rearrange(FLIP_1).fma(a, x);
      x = x.rearrange(FLIP_2).fma(b, x);
      x = x.rearrange(FLIP_4).fma(c, x);
      x = x.rearrange(FLIP_8).fma(d, x);
      x.intoArray(v, i);
    }
  }

  private static void lanes(
      double[] v, int from, int size, DoubleVector a, DoubleVector b, DoubleVector c) {
    for (int i = from; i < from + size; i += WIDTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
      x = x.rearrange(FLIP_1).fma(a, x);
      x = x.rearrange(FLIP_2).fma(b, x);
      x = x.rearrange(FLIP_4).fma(c, x);
      x.intoArray(v, i);
    }
  }

  /** Makes of each number own times itself and other times its neighbour. */
  private static void lane(
      double[] v, int from, int size, DoubleVector own, DoubleVector other, int bit) {
    if (bit == 0) {
      for (int i = from; i < from + size; i += WIDTH) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
        x.rearrange(FLIP_1).fma(other, x.mul(own)).intoArray(v, i);
      }
    } else if (bit == 1) {
      for (int i = from; i < from + size; i += WIDTH) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
        x.rearrange(FLIP_2).fma(other, x.mul(own)).intoArray(v, i);
      }
    } else if (bit == 2) {
      for (int i = from; i < from + size; i += WIDTH) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
        x.rearrange(FLIP_4).fma(other, x.mul(own)).intoArray(v, i);
      }
    } else {
      for (int i = from; i < from + size; i += WIDTH) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
        x.rearrange(FLIP_8).fma(other, x.mul(own)).intoArray(v, i);
      }
    }
  }

  @Override
  public void scaleRows(double[] v, int from, int size, Factors rows) {
    double[] rowRe = rows.re;
    double[] rowIm = rows.im;
    for (int row = 0; row < size / PhaseSweep.ROW; row++) {
      if (rowRe[row] == 1 && rowIm[row] == 0) {
        continue;
      }
      int at = from + row * PhaseSweep.ROW;
      DoubleVector a = DoubleVector.broadcast(SPECIES, rowRe[row]);
      DoubleVector b = DoubleVector.broadcast(SPECIES, rowIm[row]);
      for (int i = at; i < at + PhaseSweep.ROW; i += WIDTH) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
        DoubleVector y = DoubleVector.fromArray(SPECIES, v, i + size);
        x.mul(a).sub(y.mul(b)).intoArray(v, i);
        x.fma(b, y.mul(a)).intoArray(v, i + size);
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
      int at = from + row * PhaseSweep.ROW;
      int table = (names[row] | more) * PhaseSweep.ROW;
      DoubleVector a = DoubleVector.broadcast(SPECIES, rowRe[row]);
      DoubleVector b = DoubleVector.broadcast(SPECIES, rowIm[row]);
      DoubleVector minus = b.neg();
      for (int i = 0; i < PhaseSweep.ROW; i += WIDTH) {
        DoubleVector c = DoubleVector.fromArray(SPECIES, tablesRe, table + i);
        DoubleVector d = DoubleVector.fromArray(SPECIES, tablesIm, table + i);
        DoubleVector e = d.fma(minus, c.mul(a));
        DoubleVector f = c.fma(b, d.mul(a));
        DoubleVector x = DoubleVector.fromArray(SPECIES, v, at + i);
        DoubleVector y = DoubleVector.fromArray(SPECIES, v, at + i + size);
        x.mul(e).sub(y.mul(f)).intoArray(v, at + i);
        x.fma(f, y.mul(e)).intoArray(v, at + i + size);
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
      double a = rowRe[row];
      double b = rowIm[row];
      for (int k = 0; k < PhaseSweep.OUTER; k++) {
        double outRe = outerRe[row * PhaseSweep.OUTER + k];
        double outIm = outerIm[row * PhaseSweep.OUTER + k];
        DoubleVector c = DoubleVector.broadcast(SPECIES, a * outRe - b * outIm);
        DoubleVector d = DoubleVector.broadcast(SPECIES, a * outIm + b * outRe);
        int column = k * PhaseSweep.INNER;
        int at = from + row * PhaseSweep.ROW + column;
        int own = row * PhaseSweep.INNER;
        for (int j = 0; j < PhaseSweep.INNER; j += WIDTH) {
          DoubleVector g = DoubleVector.fromArray(SPECIES, innerRe, own + j);
          DoubleVector h = DoubleVector.fromArray(SPECIES, innerIm, own + j);
          DoubleVector e = g.mul(c).sub(h.mul(d));
          DoubleVector f = g.fma(d, h.mul(c));
          g = DoubleVector.fromArray(SPECIES, commonRe, column + j);
          h = DoubleVector.fromArray(SPECIES, commonIm, column + j);
          DoubleVector l = g.mul(e).sub(h.mul(f));
          DoubleVector m = g.fma(f, h.mul(e));
          DoubleVector x = DoubleVector.fromArray(SPECIES, v, at + j);
          DoubleVector y = DoubleVector.fromArray(SPECIES, v, at + j + size);
          x.mul(l).sub(y.mul(m)).intoArray(v, at + j);
          x.fma(m, y.mul(l)).intoArray(v, at + j + size);
        }
      }
    }
  }
}
