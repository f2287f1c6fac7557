package org.quantonium.engine;

import java.util.Arrays;

/**
 * Draws outcomes from a distribution.
 *
 * <p>The draws, one double of {@link Xoshiro256} each, are sorted and met in one cumulative pass in
 * ascending order of outcomes. An outcome of probability zero adds nothing to the sum and so meets
 * no draw; what rounding leaves over belongs to the last outcome that is possible. Memory: 8 bytes
 * x shots and some. Cost: shots, and the pass.
 */
final class Sampler {
  private static final int BLOCK = 1 << 16;

  /** Draws in a bucket, on average: so few are sorted by insertion. */
  private static final int BUCKET = 1 << 4;

  /** Takes an outcome and how many shots saw it, at least 1. */
  interface Hits {
    void add(int outcome, long shots);
  }

  private Sampler() {}

  /**
   * Draws, and reports each outcome that was seen once, in ascending order.
   *
   * @param total the sum of the distribution, added in ascending order of outcomes
   */
  static void draw(
      Distribution distribution, double total, int shots, long seed, Budget budget, Hits hits) {
    double[] draws = sortedDraws(shots, seed, budget);
    double sum = 0;
    int next = 0;
    int last = 0;
    for (int outcome = 0; outcome < distribution.size() && next < shots; outcome++) {
      if (outcome % BLOCK == 0) {
        budget.poll();
      }
      double p = distribution.at(outcome);
      if (p > 0) {
        sum += p;
        last = outcome;
        int first = next;
        while (next < shots && draws[next] * total < sum) {
          if (next % BLOCK == 0) {
            budget.poll();
          }
          next++;
        }
        if (next > first) {
          hits.add(outcome, next - first);
        }
      }
    }
    if (next < shots) {
      hits.add(last, shots - next);
    }
  }

  /**
   * Doubles in [0, 1), ascending. They are put into buckets first, each sorted by itself, so that
   * the budget is polled between.
   */
  private static double[] sortedDraws(int shots, long seed, Budget budget) {
    int buckets = Integer.highestOneBit(Math.max(1, shots / BUCKET));
    int[] ends = new int[buckets + 1];
    Xoshiro256 counting = new Xoshiro256(seed);
    for (int i = 0; i < shots; i++) {
      if (i % BLOCK == 0) {
        budget.poll();
      }
      ends[(int) (counting.nextDouble() * buckets) + 1]++;
    }
    for (int i = 1; i <= buckets; i++) {
      ends[i] += ends[i - 1];
    }
    double[] draws = new double[shots];
    int[] free = ends.clone();
    Xoshiro256 placing = new Xoshiro256(seed);
    for (int i = 0; i < shots; i++) {
      if (i % BLOCK == 0) {
        budget.poll();
      }
      double draw = placing.nextDouble();
      draws[free[(int) (draw * buckets)]++] = draw;
    }
    for (int i = 0; i < buckets; i++) {
      if (i % (BLOCK / BUCKET) == 0) {
        budget.poll();
      }
      Arrays.sort(draws, ends[i], ends[i + 1]);
    }
    return draws;
  }
}
