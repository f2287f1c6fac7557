package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long BUDGET = 1000;

  private final MemoryBudget memory = new MemoryBudget(BUDGET);

  @Test
  void gives_the_whole_budget_and_no_byte_more() {
    assertThat(memory.reserve(BUDGET + 1)).isEmpty();
    assertThat(memory.reserve(BUDGET)).isPresent();
    assertThat(memory.reserve(1)).isEmpty();
  }

  @Test
  void what_is_refused_reserves_nothing() {
    memory.reserve(600);
    assertThat(memory.reserve(401)).isEmpty();

    assertThat(memory.free()).isEqualTo(400);
    assertThat(memory.reserve(400)).isPresent();
  }

  @Test
  void a_reservation_closed_twice_is_freed_once() {
    MemoryBudget.Reservation first = memory.reserve(600).orElseThrow();
    memory.reserve(400);
    first.close();
    first.close();

    assertThat(memory.reserve(601)).isEmpty();
    assertThat(memory.reserve(600)).isPresent();
  }

  @Test
  void a_reservation_gives_back_what_it_does_not_keep() {
    MemoryBudget.Reservation first = memory.reserve(600).orElseThrow();
    first.keep(700);
    assertThat(memory.free()).isEqualTo(400);
    first.keep(100);
    assertThat(memory.free()).isEqualTo(900);
    first.close();
    first.keep(50);
    assertThat(memory.free()).isEqualTo(BUDGET);
  }

  @Test
  void the_largest_budget_is_not_passed_either() {
    MemoryBudget unbounded = new MemoryBudget(Long.MAX_VALUE);
    unbounded.reserve(Long.MAX_VALUE - 1);

    assertThat(unbounded.reserve(2)).isEmpty();
  }

  @Test
  void many_at_once_never_hold_more_than_the_budget() throws Exception {
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        long bytes = 100L * (i + 3);
        tasks.add(() -> reserved(bytes, held, most));
      }
      int reserved = 0;
      for (Future<Integer> task : pool.invokeAll(tasks)) {
        reserved += task.get();
      }
      assertThat(reserved).isPositive();
    } finally {
      pool.shutdownNow();
    }

    assertThat(most.get()).isBetween(1L, BUDGET);
    assertThat(memory.reserve(BUDGET)).isPresent();
  }

  private int reserved(long bytes, AtomicLong held, AtomicLong most) {
    int reserved = 0;
    for (int i = 0; i < 20_000; i++) {
      Optional<MemoryBudget.Reservation> reservation = memory.reserve(bytes);
      if (reservation.isPresent()) {
        most.accumulateAndGet(held.addAndGet(bytes), Math::max);
        reserved++;
        held.addAndGet(-bytes);
        reservation.get().close();
      } else {
        Thread.onSpinWait();
      }
    }
    return reserved;
  }
}
