package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private final AtomicInteger dispatches = new AtomicInteger();
  private final Departure departure =
      new Departure(
          (nanos, work) -> {
            waited = nanos;
            work.run();
          });
  private long waited;

  @Test
  void a_dispatch_of_another_is_left_to_the_thread_that_is_still_there() throws Exception {
    AtomicReference<Thread> dispatching = new AtomicReference<>();
    CompletableFuture.runAsync(
            () -> departure.holding(() -> dispatching.set(Thread.currentThread())))
        .get(10, TimeUnit.SECONDS);
    assertThat(dispatching).hasNullValue();

    departure.leaves();

    assertThat(dispatching).hasValue(Thread.currentThread());
  }

  @Test
  void once_it_has_left_a_dispatch_waits_until_it_must_have_arrived() {
    long before = System.nanoTime();
    departure.leaves();

    departure.holding(dispatches::incrementAndGet);

    assertThat(dispatches).hasValue(1);
    assertThat(waited).isLessThanOrEqualTo(Departure.NANOS);
    assertThat(waited + System.nanoTime() - before).isGreaterThanOrEqualTo(Departure.NANOS);
  }
}
