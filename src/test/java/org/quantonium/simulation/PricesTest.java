package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.quantonium.engine.Cost;

class PricesTest {
  private final Prices prices = new Prices();

  @Test
  void twice_the_work_takes_twice_as_long_and_nothing_takes_no_time() {
    prices.calibrate();
    double one = prices.seconds(new Cost(1, 1_000_000_000, 20, 1, 1, true));
    double two = prices.seconds(new Cost(1, 2_000_000_000, 20, 1, 1, true));
    double none = prices.seconds(new Cost(1, 0, 0, 1, 1, true));

    assertThat(two - none).isCloseTo(2 * (one - none), withinPercentage(0.1));
    assertThat(none).isPositive();
  }
}
