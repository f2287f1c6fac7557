package org.quantonium.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same loops with the Vector API and fused multiply-adds, in double precision.
 *
 * <p>Each method is one straight line of vector operations within its loop: the compiler keeps
 * vectors in registers only as long as no call that it does not inline lies between. One method for
 * all rotations called so many of these loops that it gave up, and made an object of each vector,
 * in some processes and not in others: hence one for each number of qubits. This class is loaded
 * only where the module {@code jdk.incubator.vector} is ({@link KernelChoice}).
 */
final class DoubleVectorKernels implements Kernels<double[]> {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();
  private static final int WIDTH_BITS = Integer.numberOfTrailingZeros(WIDTH);

  /** Vectors of 2, 4, 8 or 16 numbers are served. */
  private static final int LANE_QUBITS = 4;

  DoubleVectorKernels() {
    if (WIDTH_BITS < 1 || WIDTH_BITS > LANE_QUBITS) {
      throw new UnsupportedOperationException("vectors of " + WIDTH + " numbers");
    }
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

  @Override
  public void rotateOne(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    if (p[0] < PhaseSweep.ROW_BITS) {
      DoubleTurnVectorKernels.oneAlongRows(v, from, size, p, minus, plus, swapped);
    } else {
      DoubleTurnVectorKernels.oneAlongRuns(v, from, size, p, minus, plus, swapped);
    }
  }

  @Override
  public void rotateTwo(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    if (p[1] < PhaseSweep.ROW_BITS) {
      DoubleTurnVectorKernels.twoAlongRows(v, from, size, p, minus, plus, swapped);
    } else {
      DoubleTurnVectorKernels.twoAlongRuns(v, from, size, p, minus, plus, swapped);
    }
  }

  @Override
  public void rotateThree(
      double[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    boolean units = swapped == 0 && minus[0] == -1 && minus[1] == -1 && minus[2] == -1;
    if (p[2] < PhaseSweep.ROW_BITS) {
      if (units) {
        DoubleUnitVectorKernels.alongRows(v, from, size, p, plus);
      } else {
        DoubleTurnVectorKernels.threeAlongRows(v, from, size, p, minus, plus, swapped);
      }
    } else if (units) {
      DoubleUnitVectorKernels.alongRuns(v, from, size, p, plus);
    } else {
      DoubleTurnVectorKernels.threeAlongRuns(v, from, size, p, minus, plus, swapped);
    }
  }

  @Override
  public void lanes(double[] v, int from, int size, double[] tangents, int swapped) {
    DoubleLaneVectorKernels.lanes(v, from, size, tangents, swapped);
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
