package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final long MILLISECOND = 1_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A run of minutes on 23 qubits in a thread of its own; one pass over its state takes 300 ms. */
  private static final class Run {
    final AtomicReference<BudgetExceeded> stopped = new AtomicReference<>();
    final Budget budget;
    final Thread thread;

    Run(Budget budget) {
      this.budget = budget;
      CircuitBuilder builder = Circuit.builder();
      builder.quantumRegister("q", 23);
      for (int i = 0; i < 23; i++) {
        builder.apply(Gate.H, i);
      }
      for (int i = 0; i < 20_000; i++) {
        builder.apply(Gate.RC3X, i % 23, (i + 1) % 23, (i + 2) % 23, (i + 3) % 23);
      }
      Circuit circuit = builder.build();
      thread =
          new Thread(
              () -> {
                try {
                  StateVectorSimulator.run(circuit, 10, 1, budget);
                } catch (BudgetExceeded e) {
                  stopped.set(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    /**
     * CPU time that the thread burnt after the call, until it ended; it is ended after a second.
     */
    long cpuUntilEnd() throws InterruptedException {
      long before = THREADS.getThreadCpuTime(thread.getId());
      long last = before;
      for (long now = before; now >= 0; now = THREADS.getThreadCpuTime(thread.getId())) {
        last = now;
        if (last - before > 1000 * MILLISECOND) {
          budget.cancel();
        }
        Thread.sleep(1);
      }
      thread.join();
      return before < 0 ? 0 : last - before;
    }
  }

  @Test
  void cpu_stops_within_50_ms_of_an_interrupt() throws InterruptedException {
    Run run = new Run(Budget.unlimited());
    Thread.sleep(500);
    run.thread.interrupt();
    assertThat(run.cpuUntilEnd()).isLessThan(50 * MILLISECOND);
    assertThat(run.stopped.get().reason()).isEqualTo(BudgetExceeded.Reason.INTERRUPTED);
  }

  @Test
  void cpu_stops_within_50_ms_of_a_cancellation() throws InterruptedException {
    Budget budget = Budget.unlimited();
    Run run = new Run(budget);
    Thread.sleep(500);
    budget.cancel();
    assertThat(run.cpuUntilEnd()).isLessThan(50 * MILLISECOND);
    assertThat(run.stopped.get().reason()).isEqualTo(BudgetExceeded.Reason.CANCELLED);
  }

  @Test
  void cpu_stops_within_50_ms_of_the_deadline() throws InterruptedException {
    long start = System.nanoTime();
    Run run = new Run(Budget.of(Duration.ofMillis(500)));
    Thread.sleep(Math.max(0, 500 - (System.nanoTime() - start) / MILLISECOND));
    assertThat(run.cpuUntilEnd()).isLessThan(50 * MILLISECOND);
    assertThat(run.stopped.get().reason()).isEqualTo(BudgetExceeded.Reason.DEADLINE);
  }

  @Test
  void a_deadline_of_ages_is_no_deadline() {
    Budget.of(Duration.ofSeconds(Long.MAX_VALUE)).poll();
  }

  @Test
  void a_budget_that_is_used_up_while_it_rests_is_heeded_at_once() {
    AtomicReference<Budget> budget = new AtomicReference<>();
    budget.set(Budget.unlimited().pacedBy(() -> budget.get().cancel()));

    assertThatExceptionOfType(BudgetExceeded.class).isThrownBy(budget.get()::poll);
  }
}
