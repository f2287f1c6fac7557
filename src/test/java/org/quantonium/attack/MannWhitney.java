package org.quantonium.attack;

import java.util.Arrays;

/**
 * The Mann-Whitney U test of two samples, two-sided, by the normal approximation with the
 * correction for ties: whether values of one tend to be larger than those of the other. It looks at
 * ranks, so that a few slow measurements weigh no more than any others.
 *
 * @param z standard deviations by which the ranks differ from those of one distribution
 * @param p probability of such a difference, or a greater one, if it is one distribution
 */
public record MannWhitney(double z, double p) {

  /** Of samples of 20 values or more each, none of which has more than 62 bits. */
  public static MannWhitney of(long[] one, long[] other) {
    double n1 = one.length;
    double n2 = other.length;
    // The last bit says which sample, and does not reach into the order of distinct values.
    long[] all = new long[one.length + other.length];
    for (int i = 0; i < one.length; i++) {
      all[i] = one[i] << 1;
    }
    for (int i = 0; i < other.length; i++) {
      all[one.length + i] = other[i] << 1 | 1;
    }
    Arrays.sort(all);
    double ranks = 0;
    double ties = 0;
    for (int from = 0; from < all.length; ) {
      int to = from;
      long ofOne = 0;
      while (to < all.length && all[to] >> 1 == all[from] >> 1) {
        ofOne += 1 - (all[to] & 1);
        to++;
      }
      double size = to - from;
      ranks += ofOne * (from + 1 + to) / 2.0;
      ties += size * size * size - size;
      from = to;
    }
    double n = n1 + n2;
    double u = ranks - n1 * (n1 + 1) / 2;
    double deviation = Math.sqrt(n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1))));
    double z = deviation == 0 ? 0 : (u - n1 * n2 / 2) / deviation;
    return new MannWhitney(z, 2 * upperTail(Math.abs(z)));
  }

  /**
   * Of the normal distribution, at z >= 0: a series near the middle, a continued fraction beyond.
   */
  private static double upperTail(double z) {
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    if (z < 1.5) {
      double term = z;
      double sum = z;
      for (int k = 1; k < 60; k++) {
        term *= z * z / (2 * k + 1);
        sum += term;
      }
      return 0.5 - density * sum;
    }
    double fraction = z;
    for (int k = 200; k >= 1; k--) {
      fraction = z + k / fraction;
    }
    return density / fraction;
  }
}
