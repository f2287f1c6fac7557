package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class UnendingTest {
  private final Logger log = Logger.getLogger(Unending.class.getName());
  private final Told told = new Told();

  /** How often something was logged that nobody must miss. */
  private static final class Told extends Handler {
    private int severe;

    @Override
    public void publish(LogRecord line) {
      severe += line.getLevel().equals(Level.SEVERE) ? 1 : 0;
    }

    @Override
    public void flush() {
      // Nothing is kept.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @BeforeEach
  void listen() {
    log.setUseParentHandlers(false);
    log.addHandler(told);
  }

  @AfterEach
  void forget() {
    log.removeHandler(told);
    log.setUseParentHandlers(true);
  }

  static Stream<Runnable> failures() {
    return Stream.of(
        () -> {
          throw new OutOfMemoryError("a test's");
        },
        () -> {
          throw new IllegalStateException("a test's");
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void goes_on_after_whatever_was_thrown(Runnable failure) throws InterruptedException {
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch rounds = new CountDownLatch(3);
    try {
      ScheduledFuture<?> schedule =
          scheduler.scheduleWithFixedDelay(
              new Unending(
                  () -> {
                    rounds.countDown();
                    failure.run();
                  }),
              0,
              1,
              TimeUnit.MILLISECONDS);

      rounds.await();
      assertThat(schedule.isDone()).isFalse();
    } finally {
      scheduler.shutdownNow();
    }
  }

  @Test
  void tells_of_a_failure_once_until_it_succeeds() {
    boolean[] fails = {true};
    Unending work =
        new Unending(
            () -> {
              if (fails[0]) {
                throw new IllegalStateException("a test's");
              }
            });

    work.run();
    work.run();
    assertThat(told.severe).isEqualTo(1);
    fails[0] = false;
    work.run();
    fails[0] = true;
    work.run();
    assertThat(told.severe).isEqualTo(2);
  }
}
