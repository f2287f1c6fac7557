package org.quantonium.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rotations of three qubits of a block at a time, each (x - u, u + t x), in double precision.
 *
 * <p>Subtractions and multiply-adds go to different units of a processor, so that they take half of
 * what {@link DoubleTurnVectorKernels} take where the cache is fast enough. Two loops, along runs
 * and along rows, for the reason given there.
 */
final class DoubleUnitVectorKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();

  private DoubleUnitVectorKernels() {}

  /** A number as it is kept. */
  private static double rounded(double value) {
    return value;
  }

  static void alongRuns(double[] v, int from, int size, int[] p, double[] plus) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(plus[0]));
    final DoubleVector plusU = DoubleVector.broadcast(SPECIES, rounded(plus[1]));
    final DoubleVector plusW = DoubleVector.broadcast(SPECIES, rounded(plus[2]));
    int sp = 1 << p[0];
    int sq = 1 << p[1];
    int sr = 1 << p[2];
    for (int k = 0; k < size / 8; k += sp) {
      int at = from + StateVector.spread(k, p);
      int y1 = at + sp;
      int y2 = at + sq;
      int y3 = at + sp + sq;
      int y4 = at + sr;
      int y5 = y1 + sr;
      int y6 = y2 + sr;
      int y7 = y3 + sr;
      for (int i = 0; i < sp; i += WIDTH) {
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, v, at + i);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, v, y1 + i);
        DoubleVector v2 = DoubleVector.fromArray(SPECIES, v, y2 + i);
        DoubleVector v3 = DoubleVector.fromArray(SPECIES, v, y3 + i);
        DoubleVector v4 = DoubleVector.fromArray(SPECIES, v, y4 + i);
        DoubleVector v5 = DoubleVector.fromArray(SPECIES, v, y5 + i);
        DoubleVector v6 = DoubleVector.fromArray(SPECIES, v, y6 + i);
        DoubleVector v7 = DoubleVector.fromArray(SPECIES, v, y7 + i);
        DoubleVector w0 = v0.sub(v1);
        DoubleVector w1 = v0.fma(plusT, v1);
        DoubleVector w2 = v2.sub(v3);
        DoubleVector w3 = v2.fma(plusT, v3);
        DoubleVector w4 = v4.sub(v5);
        DoubleVector w5 = v4.fma(plusT, v5);
        DoubleVector w6 = v6.sub(v7);
        DoubleVector w7 = v6.fma(plusT, v7);
        v0 = w0.sub(w2);
        v1 = w1.sub(w3);
        v2 = w0.fma(plusU, w2);
        v3 = w1.fma(plusU, w3);
        v4 = w4.sub(w6);
        v5 = w5.sub(w7);
        v6 = w4.fma(plusU, w6);
        v7 = w5.fma(plusU, w7);
        v0.sub(v4).intoArray(v, at + i);
        v1.sub(v5).intoArray(v, y1 + i);
        v2.sub(v6).intoArray(v, y2 + i);
        v3.sub(v7).intoArray(v, y3 + i);
        v0.fma(plusW, v4).intoArray(v, y4 + i);
        v1.fma(plusW, v5).intoArray(v, y5 + i);
        v2.fma(plusW, v6).intoArray(v, y6 + i);
        v3.fma(plusW, v7).intoArray(v, y7 + i);
      }
    }
  }

  static void alongRows(double[] v, int from, int size, int[] p, double[] plus) {
    final DoubleVector plusT = DoubleVector.broadcast(SPECIES, rounded(plus[0]));
    final DoubleVector plusU = DoubleVector.broadcast(SPECIES, rounded(plus[1]));
    final DoubleVector plusW = DoubleVector.broadcast(SPECIES, rounded(plus[2]));
    int sp = 1 << p[0];
    int sq = 1 << p[1];
    int sr = 1 << p[2];
    for (int k = 0; k < PhaseSweep.ROW / 8; k += WIDTH) {
      int at = from + StateVector.spread(k, p);
      int y1 = at + sp;
      int y2 = at + sq;
      int y3 = at + sp + sq;
      int y4 = at + sr;
      int y5 = y1 + sr;
      int y6 = y2 + sr;
      int y7 = y3 + sr;
      for (int i = 0; i < size; i += PhaseSweep.ROW) {
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, v, at + i);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, v, y1 + i);
        DoubleVector v2 = DoubleVector.fromArray(SPECIES, v, y2 + i);
        DoubleVector v3 = DoubleVector.fromArray(SPECIES, v, y3 + i);
        DoubleVector v4 = DoubleVector.fromArray(SPECIES, v, y4 + i);
        DoubleVector v5 = DoubleVector.fromArray(SPECIES, v, y5 + i);
        DoubleVector v6 = DoubleVector.fromArray(SPECIES, v, y6 + i);
        DoubleVector v7 = DoubleVector.fromArray(SPECIES, v, y7 + i);
        DoubleVector w0 = v0.sub(v1);
        DoubleVector w1 = v0.fma(plusT, v1);
        DoubleVector w2 = v2.sub(v3);
        DoubleVector w3 = v2.fma(plusT, v3);
        DoubleVector w4 = v4.sub(v5);
        DoubleVector w5 = v4.fma(plusT, v5);
        DoubleVector w6 = v6.sub(v7);
        DoubleVector w7 = v6.fma(plusT, v7);
        v0 = w0.sub(w2);
        v1 = w1.sub(w3);
        v2 = w0.fma(plusU, w2);
        v3 = w1.fma(plusU, w3);
        v4 = w4.sub(w6);
        v5 = w5.sub(w7);
        v6 = w4.fma(plusU, w6);
        v7 = w5.fma(plusU, w7);
        v0.sub(v4).intoArray(v, at + i);
        v1.sub(v5).intoArray(v, y1 + i);
        v2.sub(v6).intoArray(v, y2 + i);
        v3.sub(v7).intoArray(v, y3 + i);
        v0.fma(plusW, v4).intoArray(v, y4 + i);
        v1.fma(plusW, v5).intoArray(v, y5 + i);
        v2.fma(plusW, v6).intoArray(v, y6 + i);
        v3.fma(plusW, v7).intoArray(v, y7 + i);
      }
    }
  }
}
