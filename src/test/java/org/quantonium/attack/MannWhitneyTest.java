package org.quantonium.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
  private static long[] sample(Random random, int size, int shift) {
    return LongStream.generate(() -> Math.round(1000 * random.nextGaussian()) + shift)
        .limit(size)
        .toArray();
  }

  /** U = 190 and 0 where 200 is to be expected, with a deviation of sqrt(400 / 12 * 41). */
  @Test
  void agrees_with_what_is_reckoned_by_hand() {
    long[] even = LongStream.range(0, 20).map(i -> 2 * i).toArray();
    long[] odd = LongStream.range(0, 20).map(i -> 2 * i + 1).toArray();
    long[] high = LongStream.range(50, 70).toArray();

    assertThat(MannWhitney.of(even, odd).z()).isEqualTo(-0.27050, within(1e-5));
    assertThat(MannWhitney.of(even, odd).p()).isEqualTo(0.78678, within(1e-4));
    assertThat(MannWhitney.of(high, even).z()).isEqualTo(5.41002, within(1e-4));
    assertThat(MannWhitney.of(high, even).p()).isEqualTo(6.3e-8, within(1e-9));
  }

  @Test
  void is_certain_of_nothing_where_all_is_the_same() {
    assertThat(MannWhitney.of(new long[20], new long[20]).p()).isEqualTo(1, within(1e-9));
  }

  /** Of 1,000 pairs of one distribution 10 are to be expected below 1 in 100, give or take 3.1. */
  @Test
  void is_wrong_as_often_as_it_says() {
    Random random = new Random(7);
    int below = 0;
    for (int i = 0; i < 1000; i++) {
      below += MannWhitney.of(sample(random, 200, 0), sample(random, 200, 0)).p() < 0.01 ? 1 : 0;
    }

    assertThat(below).isBetween(2, 19);
  }

  /** 0.15 of a deviation are 4.6 deviations of the ranks. */
  @Test
  void sees_a_small_shift() {
    Random random = new Random(7);

    assertThat(MannWhitney.of(sample(random, 2000, 150), sample(random, 2000, 0)).p())
        .isLessThan(0.001);
  }
}
