package org.quantonium.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same loops with the Vector API and fused multiply-adds, in single precision.
 *
 * <p>Each method is one straight line of vector operations within its loop: the compiler keeps
 * vectors in registers only as long as no call that it does not inline lies between. One method for
 * all rotations called so many of these loops that it gave up, and made an object of each vector,
 * in some processes and not in others: hence one for each number of qubits. This class is loaded
 * only where the module {@code jdk.incubator.vector} is ({@link KernelChoice}).
 */
final class FloatVectorKernels implements Kernels<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();
  private static final int WIDTH_BITS = Integer.numberOfTrailingZeros(WIDTH);

  /** Vectors of 2, 4, 8 or 16 numbers are served. */
  private static final int LANE_QUBITS = 4;

  FloatVectorKernels() {
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
    return Precision.SINGLE;
  }

  @Override
  public Class<float[]> type() {
    return float[].class;
  }

  @Override
  public int laneQubits() {
    return WIDTH_BITS;
  }

  @Override
  public void rotateOne(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    if (p[0] < PhaseSweep.ROW_BITS) {
      FloatTurnVectorKernels.oneAlongRows(v, from, size, p, minus, plus, swapped);
    } else {
      FloatTurnVectorKernels.oneAlongRuns(v, from, size, p, minus, plus, swapped);
    }
  }

  @Override
  public void rotateTwo(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    if (p[1] < PhaseSweep.ROW_BITS) {
      FloatTurnVectorKernels.twoAlongRows(v, from, size, p, minus, plus, swapped);
    } else {
      FloatTurnVectorKernels.twoAlongRuns(v, from, size, p, minus, plus, swapped);
    }
  }

  @Override
  public void rotateThree(
      float[] v, int from, int size, int[] p, double[] minus, double[] plus, int swapped) {
    boolean units = swapped == 0 && minus[0] == -1 && minus[1] == -1 && minus[2] == -1;
    if (p[2] < PhaseSweep.ROW_BITS) {
      if (units) {
        FloatUnitVectorKernels.alongRows(v, from, size, p, plus);
      } else {
        FloatTurnVectorKernels.threeAlongRows(v, from, size, p, minus, plus, swapped);
      }
    } else if (units) {
      FloatUnitVectorKernels.alongRuns(v, from, size, p, plus);
    } else {
      FloatTurnVectorKernels.threeAlongRuns(v, from, size, p, minus, plus, swapped);
    }
  }

  @Override
  public void lanes(float[] v, int from, int size, double[] tangents, int swapped) {
    FloatLaneVectorKernels.lanes(v, from, size, tangents, swapped);
  }

  @Override
  public void scaleRows(float[] v, int from, int size, Factors rows) {
    float[] rowRe = rows.re32;
    float[] rowIm = rows.im32;
    for (int row = 0; row < size / PhaseSweep.ROW; row++) {
      if (rowRe[row] == 1 && rowIm[row] == 0) {
        continue;
      }
      int at = from + row * PhaseSweep.ROW;
      FloatVector a = FloatVector.broadcast(SPECIES, rowRe[row]);
      FloatVector b = FloatVector.broadcast(SPECIES, rowIm[row]);
      for (int i = at; i < at + PhaseSweep.ROW; i += WIDTH) {
        FloatVector x = FloatVector.fromArray(SPECIES, v, i);
        FloatVector y = FloatVector.fromArray(SPECIES, v, i + size);
        x.mul(a).sub(y.mul(b)).intoArray(v, i);
        x.fma(b, y.mul(a)).intoArray(v, i + size);
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
      int at = from + row * PhaseSweep.ROW;
      int table = (names[row] | more) * PhaseSweep.ROW;
      FloatVector a = FloatVector.broadcast(SPECIES, rowRe[row]);
      FloatVector b = FloatVector.broadcast(SPECIES, rowIm[row]);
      FloatVector minus = b.neg();
      for (int i = 0; i < PhaseSweep.ROW; i += WIDTH) {
        FloatVector c = FloatVector.fromArray(SPECIES, tablesRe, table + i);
        FloatVector d = FloatVector.fromArray(SPECIES, tablesIm, table + i);
        FloatVector e = d.fma(minus, c.mul(a));
        FloatVector f = c.fma(b, d.mul(a));
        FloatVector x = FloatVector.fromArray(SPECIES, v, at + i);
        FloatVector y = FloatVector.fromArray(SPECIES, v, at + i + size);
        x.mul(e).sub(y.mul(f)).intoArray(v, at + i);
        x.fma(f, y.mul(e)).intoArray(v, at + i + size);
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
      float a = rowRe[row];
      float b = rowIm[row];
      for (int k = 0; k < PhaseSweep.OUTER; k++) {
        float outRe = outerRe[row * PhaseSweep.OUTER + k];
        float outIm = outerIm[row * PhaseSweep.OUTER + k];
        FloatVector c = FloatVector.broadcast(SPECIES, a * outRe - b * outIm);
        FloatVector d = FloatVector.broadcast(SPECIES, a * outIm + b * outRe);
        int column = k * PhaseSweep.INNER;
        int at = from + row * PhaseSweep.ROW + column;
        int own = row * PhaseSweep.INNER;
        for (int j = 0; j < PhaseSweep.INNER; j += WIDTH) {
          FloatVector g = FloatVector.fromArray(SPECIES, innerRe, own + j);
          FloatVector h = FloatVector.fromArray(SPECIES, innerIm, own + j);
          FloatVector e = g.mul(c).sub(h.mul(d));
          FloatVector f = g.fma(d, h.mul(c));
          g = FloatVector.fromArray(SPECIES, commonRe, column + j);
          h = FloatVector.fromArray(SPECIES, commonIm, column + j);
          FloatVector l = g.mul(e).sub(h.mul(f));
          FloatVector m = g.fma(f, h.mul(e));
          FloatVector x = FloatVector.fromArray(SPECIES, v, at + j);
          FloatVector y = FloatVector.fromArray(SPECIES, v, at + j + size);
          x.mul(l).sub(y.mul(m)).intoArray(v, at + j);
          x.fma(m, y.mul(l)).intoArray(v, at + j + size);
        }
      }
    }
  }
}
