package org.quantonium.engine;

import java.util.Arrays;

/**
 * Complex factors, all 1 at first. They are made in double precision; kernels of single precision
 * read them as {@link #round} has left them.
 */
final class Factors {
  final double[] re;
  final double[] im;

  /** The same in single precision, empty where no kernel reads them. */
  final float[] re32;

  final float[] im32;

  Factors(int length, Precision precision) {
    this.re = new double[length];
    this.im = new double[length];
    Arrays.fill(re, 1);
    int rounded = precision == Precision.SINGLE ? length : 0;
    this.re32 = new float[rounded];
    this.im32 = new float[rounded];
  }

  int length() {
    return re.length;
  }

  /** Takes over the first of another's. */
  void copy(Factors from, int length) {
    System.arraycopy(from.re, 0, re, 0, length);
    System.arraycopy(from.im, 0, im, 0, length);
  }

  /** Multiplies the factors of that range whose number within it has all bits of the mask. */
  void multiply(int from, int size, int mask, PhaseTerms.Term term) {
    double a = term.re();
    double b = term.im();
    int run = mask == 0 ? size : Integer.lowestOneBit(mask);
    // Numbers that have all bits of the mask come in runs as long as its lowest bit.
    for (int at = mask; at < size; at = (at + run) | mask) {
      for (int i = from + at; i < from + at + run; i++) {
        double x = re[i];
        double y = im[i];
        re[i] = a * x - b * y;
        im[i] = a * y + b * x;
      }
    }
  }

  /** Has the first of them ready for kernels, once they are what they shall be. */
  void round(int length) {
    if (re32.length > 0) {
      for (int i = 0; i < length; i++) {
        re32[i] = (float) re[i];
        im32[i] = (float) im[i];
      }
    }
  }
}
