package org.quantonium.simulation;

import java.util.Arrays;

/** How far the last 1,024 predictions were off: the time that a run took over the predicted one. */
final class Misses {
  static final int KEPT = 1024;

  private final double[] ratios = new double[KEPT];
  private long count;

  /**
   * What there is to say of the ratios.
   *
   * @param runs how many are kept, 0 to 1,024
   * @param within percent of them from 1/2 to 2, rounded down; 100 if there are none
   * @param median the upper one of an even number; 1 if there are none
   */
  record Summary(int runs, int within, double median) {}

  synchronized void add(double ratio) {
    ratios[(int) (count++ % KEPT)] = ratio;
  }

  Summary summary() {
    double[] sorted = kept();
    if (sorted.length == 0) {
      return new Summary(0, 100, 1);
    }
    Arrays.sort(sorted);
    long near = Arrays.stream(sorted).filter(r -> r >= 0.5 && r <= 2).count();
    return new Summary(
        sorted.length, (int) (100 * near / sorted.length), sorted[sorted.length / 2]);
  }

  private synchronized double[] kept() {
    return Arrays.copyOf(ratios, (int) Math.min(count, KEPT));
  }
}
