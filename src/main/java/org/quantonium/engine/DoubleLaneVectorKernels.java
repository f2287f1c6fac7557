package org.quantonium.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rotations of qubits that lie within a vector, in double precision: each number and its neighbour
 * by that qubit, which comes by rearranging.
 *
 * <p>Four vectors take turns, since each has to wait for its own rearranging; and the compiler,
 * which would unroll a shorter loop by itself, then looks at each rearranging's indexes again.
 */
final class DoubleLaneVectorKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();
  private static final int WIDTH_BITS = Integer.numberOfTrailingZeros(WIDTH);

  private static final VectorShuffle<Double> FLIP_1 = flip(1);
  private static final VectorShuffle<Double> FLIP_2 = flip(2);
  private static final VectorShuffle<Double> FLIP_4 = flip(4);
  private static final VectorShuffle<Double> FLIP_8 = flip(8);

  private DoubleLaneVectorKernels() {}

  private static VectorShuffle<Double> flip(int bit) {
    return VectorShuffle.fromOp(SPECIES, lane -> bit < WIDTH ? lane ^ bit : lane);
  }

  private static VectorShuffle<Double> flipOf(int qubit) {
    return switch (qubit) {
      case 0 -> FLIP_1;
      case 1 -> FLIP_2;
      case 2 -> FLIP_4;
      default -> FLIP_8;
    };
  }

  /** A number as it is kept. */
  private static double rounded(double value) {
    return value;
  }

  /** By lane the factor of its neighbour's number or, where they are swapped, of its own. */
  private static DoubleVector signed(double t, int bit) {
    double[] lanes = new double[WIDTH];
    for (int lane = 0; lane < WIDTH; lane++) {
      lanes[lane] = rounded((lane & bit) == 0 ? -t : t);
    }
    return DoubleVector.fromArray(SPECIES, lanes, 0);
  }

  /** What {@link Kernels#lanes} asks for. */
  static void lanes(double[] v, int from, int size, double[] tangents, int swapped) {
    int a = turned(tangents, 0);
    int b = turned(tangents, a + 1);
    int c = turned(tangents, b + 1);
    int d = turned(tangents, c + 1);
    if (swapped != 0) {
      DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
      for (int bit = 0; bit < WIDTH_BITS; bit++) {
        if ((swapped & 1 << bit) != 0) {
          turn(v, from, size, flipOf(bit), signed(tangents[bit], 1 << bit), one);
        } else if (tangents[bit] != 0) {
          turn(v, from, size, flipOf(bit), one, signed(tangents[bit], 1 << bit));
        }
      }
    } else if (d < WIDTH_BITS) {
      turn(
          v,
          from,
          size,
          FLIP_1,
          of(tangents, a),
          FLIP_2,
          of(tangents, b),
          FLIP_4,
          of(tangents, c),
          FLIP_8,
          of(tangents, d));
    } else if (c < WIDTH_BITS) {
      turn(
          v,
          from,
          size,
          flipOf(a),
          of(tangents, a),
          flipOf(b),
          of(tangents, b),
          flipOf(c),
          of(tangents, c));
    } else if (b < WIDTH_BITS) {
      turn(v, from, size, flipOf(a), of(tangents, a), flipOf(b), of(tangents, b));
    } else if (a < WIDTH_BITS) {
      turn(v, from, size, flipOf(a), of(tangents, a));
    }
  }

  private static DoubleVector of(double[] tangents, int qubit) {
    return signed(tangents[qubit], 1 << qubit);
  }

  /** The first qubit from there on that is turned, or one past the last. */
  private static int turned(double[] tangents, int from) {
    int qubit = from;
    while (qubit < WIDTH_BITS && tangents[qubit] == 0) {
      qubit++;
    }
    return qubit;
  }

  /** Makes of each number own times itself and other times its neighbour. */
  private static void turn(
      double[] v,
      int from,
      int size,
      VectorShuffle<Double> flip,
      DoubleVector own,
      DoubleVector other) {
    for (int i = from; i < from + size; i += 4 * WIDTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
      DoubleVector y = DoubleVector.fromArray(SPECIES, v, i + WIDTH);
      DoubleVector z = DoubleVector.fromArray(SPECIES, v, i + 2 * WIDTH);
      DoubleVector w = DoubleVector.fromArray(SPECIES, v, i + 3 * WIDTH);
      x.rearrange(flip).fma(other, x.mul(own)).intoArray(v, i);
      y.rearrange(flip).fma(other, y.mul(own)).intoArray(v, i + WIDTH);
      z.rearrange(flip).fma(other, z.mul(own)).intoArray(v, i + 2 * WIDTH);
      w.rearrange(flip).fma(other, w.mul(own)).intoArray(v, i + 3 * WIDTH);
    }
  }

  private static void turn(
      double[] v, int from, int size, VectorShuffle<Double> fa, DoubleVector a) {
    for (int i = from; i < from + size; i += 4 * WIDTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
      DoubleVector y = DoubleVector.fromArray(SPECIES, v, i + WIDTH);
      DoubleVector z = DoubleVector.fromArray(SPECIES, v, i + 2 * WIDTH);
      DoubleVector w = DoubleVector.fromArray(SPECIES, v, i + 3 * WIDTH);
      x = x.rearrange(fa).fma(a, x);
      y = y.rearrange(fa).fma(a, y);
      z = z.rearrange(fa).fma(a, z);
      w = w.rearrange(fa).fma(a, w);
      x.intoArray(v, i);
      y.intoArray(v, i + WIDTH);
      z.intoArray(v, i + 2 * WIDTH);
      w.intoArray(v, i + 3 * WIDTH);
    }
  }

  private static void turn(
      double[] v,
      int from,
      int size,
      VectorShuffle<Double> fa,
      DoubleVector a,
      VectorShuffle<Double> fb,
      DoubleVector b) {
    for (int i = from; i < from + size; i += 4 * WIDTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
      DoubleVector y = DoubleVector.fromArray(SPECIES, v, i + WIDTH);
      DoubleVector z = DoubleVector.fromArray(SPECIES, v, i + 2 * WIDTH);
      DoubleVector w = DoubleVector.fromArray(SPECIES, v, i + 3 * WIDTH);
      x = x.rearrange(fa).fma(a, x);
      y = y.rearrange(fa).fma(a, y);
      z = z.rearrange(fa).fma(a, z);
      w = w.rearrange(fa).fma(a, w);
      x = x.rearrange(fb).fma(b, x);
      y = y.rearrange(fb).fma(b, y);
      z = z.rearrange(fb).fma(b, z);
      w = w.rearrange(fb).fma(b, w);
      x.intoArray(v, i);
      y.intoArray(v, i + WIDTH);
      z.intoArray(v, i + 2 * WIDTH);
      w.intoArray(v, i + 3 * WIDTH);
    }
  }

  private static void turn(
      double[] v,
      int from,
      int size,
      VectorShuffle<Double> fa,
      DoubleVector a,
      VectorShuffle<Double> fb,
      DoubleVector b,
      VectorShuffle<Double> fc,
      DoubleVector c) {
    for (int i = from; i < from + size; i += 4 * WIDTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
      DoubleVector y = DoubleVector.fromArray(SPECIES, v, i + WIDTH);
      DoubleVector z = DoubleVector.fromArray(SPECIES, v, i + 2 * WIDTH);
      DoubleVector w = DoubleVector.fromArray(SPECIES, v, i + 3 * WIDTH);
      x = x.rearrange(fa).fma(a, x);
      y = y.rearrange(fa).fma(a, y);
      z = z.rearrange(fa).fma(a, z);
      w = w.rearrange(fa).fma(a, w);
      x = x.rearrange(fb).fma(b, x);
      y = y.rearrange(fb).fma(b, y);
      z = z.rearrange(fb).fma(b, z);
      w = w.rearrange(fb).fma(b, w);
      x = x.rearrange(fc).fma(c, x);
      y = y.rearrange(fc).fma(c, y);
      z = z.rearrange(fc).fma(c, z);
      w = w.rearrange(fc).fma(c, w);
      x.intoArray(v, i);
      y.intoArray(v, i + WIDTH);
      z.intoArray(v, i + 2 * WIDTH);
      w.intoArray(v, i + 3 * WIDTH);
    }
  }

  private static void turn(
      double[] v,
      int from,
      int size,
      VectorShuffle<Double> fa,
      DoubleVector a,
      VectorShuffle<Double> fb,
      DoubleVector b,
      VectorShuffle<Double> fc,
      DoubleVector c,
      VectorShuffle<Double> fd,
      DoubleVector d) {
    for (int i = from; i < from + size; i += 4 * WIDTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
      DoubleVector y = DoubleVector.fromArray(SPECIES, v, i + WIDTH);
      DoubleVector z = DoubleVector.fromArray(SPECIES, v, i + 2 * WIDTH);
      DoubleVector w = DoubleVector.fromArray(SPECIES, v, i + 3 * WIDTH);
      x = x.rearrange(fa).fma(a, x);
      y = y.rearrange(fa).fma(a, y);
      z = z.rearrange(fa).fma(a, z);
      w = w.rearrange(fa).fma(a, w);
      x = x.rearrange(fb).fma(b, x);
      y = y.rearrange(fb).fma(b, y);
      z = z.rearrange(fb).fma(b, z);
      w = w.rearrange(fb).fma(b, w);
      x = x.rearrange(fc).fma(c, x);
      y = y.rearrange(fc).fma(c, y);
      z = z.rearrange(fc).fma(c, z);
      w = w.rearrange(fc).fma(c, w);
      x = x.rearrange(fd).fma(d, x);
      y = y.rearrange(fd).fma(d, y);
      z = z.rearrange(fd).fma(d, z);
      w = w.rearrange(fd).fma(d, w);
      x.intoArray(v, i);
      y.intoArray(v, i + WIDTH);
      z.intoArray(v, i + 2 * WIDTH);
      w.intoArray(v, i + 3 * WIDTH);
    }
  }
}
