package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a run is stopped, and whatever it is at, its thread burns no more than 100 ms of CPU. */
class CancellationTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long MILLISECOND = 1_000_000;
  private static final long BOUND = 100 * MILLISECOND;

  /** CPU time after which a run is stopped. */
  private static final long WARM = 100 * MILLISECOND;

  /** A phase that is found not to stop is ended after this CPU time. */
  private static final long GIVEN_UP = 3_000 * MILLISECOND;

  /** Names the reason that the run is to give, too. */
  enum Stop {
    CANCELLED,
    INTERRUPTED,
    DEADLINE
  }

  static Stream<Arguments> phasesAndStops() {
    return Phases.all()
        .flatMap(phase -> Arrays.stream(Stop.values()).map(stop -> Arguments.of(phase, stop)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("phasesAndStops")
  void cpu_stops_within_100_ms(Phases.Phase phase, Stop stop) throws InterruptedException {
    Stopped stopped = new Stopped(phase);
    // The deadline is the time of the stop, and the CPU that was burnt until then is not known
    // beforehand: it is read when the clock has passed it.
    long deadline = 250 * MILLISECOND;
    Budget budget =
        stop == Stop.DEADLINE ? Budget.of(Duration.ofNanos(deadline)) : Budget.unlimited();
    long start = System.nanoTime();
    stopped.start(budget);
    if (stop == Stop.DEADLINE) {
      Thread.sleep(Math.max(0, (deadline - (System.nanoTime() - start)) / MILLISECOND));
    } else {
      stopped.awaitCpu(WARM);
    }
    if (stop == Stop.CANCELLED) {
      budget.cancel();
    } else if (stop == Stop.INTERRUPTED) {
      stopped.thread.interrupt();
    }
    assertThat(stopped.cpuUntilEnd()).isLessThan(BOUND);
    assertThat(stopped.reason).isEqualTo(BudgetExceeded.Reason.valueOf(stop.name()));
  }

  /** A thread that does a phase again and again until its budget stops it. */
  private static final class Stopped {
    final Phases.Phase phase;
    volatile BudgetExceeded.Reason reason;
    volatile boolean givenUp;
    volatile boolean begun;
    Thread thread;

    Stopped(Phases.Phase phase) {
      this.phase = phase;
    }

    void start(Budget budget) {
      Phases.Step step = phase.prepare();
      thread =
          new Thread(
              () -> {
                begun = true;
                try {
                  while (!givenUp) {
                    step.run(budget);
                  }
                } catch (BudgetExceeded e) {
                  reason = e.reason();
                }
              },
              phase.toString());
      thread.setDaemon(true);
      thread.start();
    }

    void awaitCpu(long nanos) throws InterruptedException {
      while (!begun || THREADS.getThreadCpuTime(thread.getId()) < nanos) {
        assertThat(thread.isAlive()).isTrue();
        Thread.sleep(1);
      }
    }

    /** CPU time of the thread from now on. */
    long cpuUntilEnd() throws InterruptedException {
      long before = THREADS.getThreadCpuTime(thread.getId());
      long last = before;
      for (long now = before; now >= 0; now = THREADS.getThreadCpuTime(thread.getId())) {
        last = now;
        givenUp |= last - before > GIVEN_UP;
        Thread.sleep(1);
      }
      thread.join();
      return before < 0 ? 0 : last - before;
    }
  }
}
