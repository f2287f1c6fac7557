package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private final Departure departure = new Departure();

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
  void no_dispatch_begins_while_it_is_on_its_way() {
    AtomicLong dispatched = new AtomicLong();
    long left = System.nanoTime();
    departure.leaves();

    departure.holding(() -> dispatched.set(System.nanoTime()));

    assertThat(dispatched.get() - left).isGreaterThanOrEqualTo(Departure.NANOS);
  }
}
