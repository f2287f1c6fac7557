package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Speed;
import org.quantonium.limits.Foreground;

class PricesTest {
  private static final Cost LONG = new Cost(1, 1_000_000_000, 20, 1, 1, true);

  private final Prices prices = new Prices();

  @Test
  void twice_the_work_takes_twice_as_long_and_nothing_takes_no_time() {
    prices.calibrate();
    double one = prices.seconds(LONG);
    double two = prices.seconds(new Cost(1, 2_000_000_000, 20, 1, 1, true));
    double none = prices.seconds(new Cost(1, 0, 0, 1, 1, true));

    assertThat(two - none).isCloseTo(2 * (one - none), withinPercentage(0.1));
    assertThat(none).isPositive();
  }

  @Test
  void prices_are_those_of_a_slow_machine_until_this_one_is_calibrated() {
    double before = prices.seconds(LONG);
    prices.calibrate();

    assertThat(before).isEqualTo(LONG.seconds(Speed.conservative()));
    assertThat(prices.seconds(LONG)).isLessThan(before);
  }

  @Test
  void are_settled_once_they_were_measured() {
    assertThat(prices.areSettled()).isFalse();
    prices.calibrate();

    assertThat(prices.areSettled()).isTrue();
  }

  @Test
  void are_waited_for_no_longer_than_15_seconds() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE);
    Prices unmeasured = new Prices(new Foreground(), now::get);

    now.addAndGet(Duration.ofSeconds(15).toNanos() - 1);
    assertThat(unmeasured.areSettled()).isFalse();
    now.incrementAndGet();
    assertThat(unmeasured.areSettled()).isTrue();
  }

  @Test
  void a_run_is_compared_with_its_price() {
    prices.ran(LONG, 3 * prices.seconds(LONG));

    assertThat(prices.misses()).isEqualTo(new Misses.Summary(1, 0, 3));
  }
}
