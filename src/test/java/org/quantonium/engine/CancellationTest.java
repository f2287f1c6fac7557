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

  private static final Duration DEADLINE = Duration.ofMillis(250);

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
    Budget budget = stop == Stop.DEADLINE ? Budget.of(DEADLINE) : Budget.unlimited();
    stopped.start(budget);
    if (stop == Stop.DEADLINE) {
      // A little late perhaps: what was burnt until the deadline itself nobody can tell.
      Thread.sleep(DEADLINE.toMillis());
    } else {
      stopped.awaitCpu(WARM);
    }
    long before = stopped.cpu();
    if (stop == Stop.CANCELLED) {
      budget.cancel();
    } else if (stop == Stop.INTERRUPTED) {
      stopped.thread.interrupt();
    }
    assertThat(stopped.cpuUntilEnd(before)).isLessThan(BOUND);
    assertThat(stopped.reason).isEqualTo(BudgetExceeded.Reason.valueOf(stop.name()));
  }

  /** A thread that does a phase again and again until its budget stops it. */
  private static final class Stopped {
    final Phases.Phase phase;
    final Phases.Step step;
    volatile BudgetExceeded.Reason reason;
    volatile boolean givenUp;
    volatile long cpuAtEnd;
    Thread thread;

    Stopped(Phases.Phase phase) {
      this.phase = phase;
      this.step = phase.prepare();
    }

    void start(Budget budget) {
      thread =
          new Thread(
              () -> {
                try {
                  while (!givenUp) {
                    step.run(budget);
                  }
                } catch (BudgetExceeded e) {
                  reason = e.reason();
                }
                cpuAtEnd = THREADS.getCurrentThreadCpuTime();
              },
              phase.toString());
      thread.setDaemon(true);
      thread.start();
    }

    void awaitCpu(long nanos) throws InterruptedException {
      while (cpu() < nanos) {
        assertThat(thread.isAlive()).isTrue();
        Thread.sleep(1);
      }
    }

    /** CPU time of the thread so far; negative if it has ended. */
    long cpu() {
      return THREADS.getThreadCpuTime(thread.getId());
    }

    /** CPU time of the thread after that, by its own reading when it ends. */
    long cpuUntilEnd(long before) throws InterruptedException {
      for (long now = before; now >= 0; now = cpu()) {
        givenUp |= now - before > GIVEN_UP;
        Thread.sleep(1);
      }
      thread.join();
      return before < 0 ? 0 : cpuAtEnd - before;
    }
  }
}
