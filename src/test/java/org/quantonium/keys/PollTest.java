package org.quantonium.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PollTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger readings = new AtomicInteger();
  private boolean away;

  private final Poll poll =
      new Poll(
          "It",
          Duration.ofSeconds(5),
          nanos::get,
          () -> {
            readings.incrementAndGet();
            if (away) {
              throw new IOException("away");
            }
          });

  @Test
  void is_not_current_before_it_was_read() {
    away = true;

    assertThat(poll.isFresh()).isFalse();
    assertThat(poll.isCurrent()).isFalse();
    assertThat(readings).hasValue(1);
  }

  @Test
  void is_current_as_long_as_its_bound_without_another_reading() {
    assertThat(poll.now()).isTrue();
    pass(Duration.ofMillis(4999));

    assertThat(poll.isCurrent()).isTrue();
    assertThat(readings).hasValue(1);
  }

  @Test
  void reads_again_when_its_bound_is_over() {
    poll.now();
    pass(Duration.ofSeconds(5));

    assertThat(poll.isFresh()).isFalse();
    assertThat(poll.isCurrent()).isTrue();
    assertThat(readings).hasValue(2);
    assertThat(poll.isFresh()).isTrue();
  }

  @Test
  void trusts_nobody_once_its_bound_is_over_and_it_cannot_be_read() {
    poll.now();
    away = true;
    assertThat(poll.now()).isFalse();
    assertThat(poll.isCurrent()).isTrue();
    pass(Duration.ofSeconds(5));
    assertThat(poll.isCurrent()).isFalse();

    away = false;
    assertThat(poll.isCurrent()).isTrue();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
