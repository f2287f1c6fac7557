package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private long now = 17;
  private final AtomicInteger dispatches = new AtomicInteger();
  private final Thread beginner = new Thread(this::serve, "beginner");
  private final Departure departure = new Departure(this::later, beginner, () -> now);
  private Runnable next;
  private volatile boolean works;
  private volatile boolean over;

  private void later(long nanos, Runnable work) {
    assertThat(nanos).isEqualTo(Departure.LOOK_NANOS);
    assertThat(next).isNull();
    next = work;
  }

  /** As the timer does. */
  private void look() {
    Runnable due = next;
    next = null;
    now += Departure.LOOK_NANOS;
    due.run();
  }

  private void leaveAndHold(Departure of) {
    of.leaves();
    of.holding(dispatches::incrementAndGet);
  }

  private void assertTheSecondLookDispatches() {
    look();
    assertThat(dispatches).hasValue(0);
    look();
    assertThat(dispatches).hasValue(1);
    assertThat(next).isNull();
  }

  /** Waits for work where there is none. */
  private void serve() {
    while (!over) {
      if (works) {
        Thread.onSpinWait();
      } else {
        LockSupport.park();
      }
    }
  }

  private void work(boolean begins) {
    works = begins;
    LockSupport.unpark(beginner);
    await(beginner, begins ? Thread.State.RUNNABLE : Thread.State.WAITING);
  }

  private static void await(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }

  @BeforeEach
  void begin() {
    beginner.start();
    work(true);
  }

  @AfterEach
  void end() throws InterruptedException {
    over = true;
    LockSupport.unpark(beginner);
    beginner.join();
  }

  @Test
  void a_dispatch_of_another_is_left_to_the_thread_that_is_still_there() throws Exception {
    AtomicReference<Thread> dispatching = new AtomicReference<>();
    CompletableFuture.runAsync(
            () -> departure.holding(() -> dispatching.set(Thread.currentThread())))
        .get(10, TimeUnit.SECONDS);
    assertThat(dispatching).hasNullValue();

    departure.leaves();

    assertThat(dispatching).hasValue(Thread.currentThread());
    assertThat(next).isNull();
  }

  @Test
  void once_it_has_left_a_dispatch_waits_until_two_looks_find_it_at_rest() {
    leaveAndHold(departure);
    look();
    work(false);

    assertTheSecondLookDispatches();
  }

  @Test
  void a_rest_between_two_works_is_none() {
    leaveAndHold(departure);
    work(false);
    look();
    work(true);
    look();
    work(false);

    assertTheSecondLookDispatches();
  }

  @Test
  void one_that_does_not_rest_must_have_arrived_in_the_end() {
    long left = now;
    leaveAndHold(departure);
    while (now + Departure.LOOK_NANOS < left + Departure.NANOS) {
      look();
      assertThat(dispatches).hasValue(0);
    }

    look();
    assertThat(dispatches).hasValue(1);
    assertThat(next).isNull();
  }

  /** Perhaps by what the server has it do on its way. */
  @Test
  void one_that_waits_for_a_monitor_does_not_rest() throws InterruptedException {
    Thread blocked = new Thread(this::enter, "blocked");
    Departure ofBlocked = new Departure(this::later, blocked, () -> now);
    synchronized (this) {
      blocked.start();
      await(blocked, Thread.State.BLOCKED);
      leaveAndHold(ofBlocked);
      look();
      look();
      look();
    }
    blocked.join();

    assertTheSecondLookDispatches();
  }

  private synchronized void enter() {
    assertThat(over).isFalse();
  }
}
