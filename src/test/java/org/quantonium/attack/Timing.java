package org.quantonium.attack;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Whether two kinds of attempts can be told apart by how long they take: 10,000 of each, in random
 * order, so that what drifts meanwhile drifts for both; by ranks.
 *
 * @param test of the two kinds against each other
 * @param half of the first kind against the first kind: what must not be told apart
 */
public record Timing(MannWhitney test, MannWhitney half) {
  /** What is told apart is told apart with less than this probability of an error. */
  public static final double TOLD_APART = 0.001;

  private static final Logger LOG = Logger.getLogger(Timing.class.getName());
  private static final int MEASUREMENTS = 10_000;

  /**
   * Measures.
   *
   * @param act what is timed
   * @param kinds two arrays of what it is given, each of the same length; it takes any at random
   * @param warmUp attempts before
   */
  public static <T> Timing of(String name, Consumer<T> act, T[][] kinds, int warmUp) {
    Random random = new Random(8);
    long[][] times = new long[2][MEASUREMENTS];
    int[] taken = new int[2];
    for (int i = -warmUp; taken[0] < MEASUREMENTS || taken[1] < MEASUREMENTS; i++) {
      int kind = random.nextInt(2);
      T what = kinds[kind][random.nextInt(kinds[kind].length)];
      long begin = System.nanoTime();
      act.accept(what);
      long time = System.nanoTime() - begin;
      if (i >= 0 && taken[kind] < MEASUREMENTS) {
        times[kind][taken[kind]++] = time;
      }
    }
    Timing timing =
        new Timing(
            MannWhitney.of(times[0], times[1]),
            MannWhitney.of(part(times[0], 0), part(times[0], 1)));
    LOG.info(
        () ->
            "%s: medians %.2f and %.2f us, z %.2f, p %.3g; halves of the first: z %.2f, p %.3g"
                .formatted(
                    name,
                    median(times[0]),
                    median(times[1]),
                    timing.test.z(),
                    timing.test.p(),
                    timing.half.z(),
                    timing.half.p()));
    return timing;
  }

  /** Every second one. */
  private static long[] part(long[] times, int first) {
    long[] part = new long[times.length / 2];
    Arrays.setAll(part, i -> times[2 * i + first]);
    return part;
  }

  private static double median(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1000.0;
  }
}
