package org.quantonium.qasm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DecimalProperties {
  private static void assertNearest(long digits, int scale) {
    double value = Decimal.nearest(digits, scale);
    if (!Double.isNaN(value)) {
      assertThat(value).isEqualTo(new BigDecimal(BigInteger.valueOf(digits), scale).doubleValue());
    }
  }

  @Property(tries = 20_000)
  void values_are_those_of_the_platform(
      @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long digits,
      @ForAll @IntRange(min = 0, max = 22) int scale) {
    assertNearest(digits, scale);
  }

  @Example
  void decimals_next_to_the_middle_between_two_doubles_are_right_or_left_to_the_platform() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      double below = random.nextDouble(0.001, 10);
      BigDecimal middle =
          new BigDecimal(below)
              .add(new BigDecimal(Math.nextUp(below)))
              .divide(BigDecimal.valueOf(2));
      int scale = 18 - Math.max(0, middle.precision() - middle.scale());
      long digits = middle.movePointRight(scale).longValue();
      assertNearest(digits, scale);
      assertNearest(digits + 1, scale);
    }
  }

  @Example
  void decimals_in_the_very_middle_are_right_or_left_to_the_platform() {
    for (long odd = (1L << 53) + 1; odd < (1L << 53) + 20_000; odd += 2) {
      assertNearest(odd * 10, 1);
      assertNearest(odd * 5, 1);
      assertNearest(odd * 25, 2);
    }
  }

  @Example
  void most_numbers_need_no_help() {
    SplittableRandom random = new SplittableRandom(1);
    int helped = 0;
    for (int i = 0; i < 100_000; i++) {
      helped +=
          Double.isNaN(Decimal.nearest(random.nextLong(1_000_000_000_000_000_000L), 17)) ? 1 : 0;
    }
    assertThat(helped).isLessThan(10);
  }
}
