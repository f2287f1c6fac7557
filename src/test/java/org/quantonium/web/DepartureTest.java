package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private final Departure departure = new Departure();

  @Test
  void who_is_there_waits_for_a_dispatch_that_has_begun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Void> dispatch =
        CompletableFuture.runAsync(
            () ->
                departure.holding(
                    () -> {
                      begun.countDown();
                      await(goOn);
                    }));
    await(begun);
    CompletableFuture<Void> leaves = CompletableFuture.runAsync(departure::leaves);

    TimeUnit.MILLISECONDS.sleep(50);
    assertThat(leaves).isNotDone();
    goOn.countDown();
    leaves.get(10, TimeUnit.SECONDS);
    assertThat(dispatch).succeedsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void no_dispatch_begins_while_it_is_on_its_way() {
    AtomicLong dispatched = new AtomicLong();
    long left = System.nanoTime();
    departure.leaves();

    departure.holding(() -> dispatched.set(System.nanoTime()));

    assertThat(dispatched.get() - left).isGreaterThanOrEqualTo(Departure.NANOS);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
