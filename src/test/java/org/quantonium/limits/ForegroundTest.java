package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quantonium.problem.Problem;

class ForegroundTest {
  private static final long MILLI = 1_000_000;

  /** At the end of the first quarter of a period of 4 ms, in which long runs compute. */
  private static final long QUARTER_OVER = 4_000 * MILLI + MILLI;

  private long now = QUARTER_OVER;
  private long parked;
  private Runnable meanwhile = () -> {};

  private final Turns turns = new Turns(2, Duration.ofMillis(1), () -> now);
  private final Foreground foreground = new Foreground(turns, () -> now, this::park);

  private void park(long nanos) {
    now += nanos;
    parked += nanos;
    meanwhile.run();
  }

  @AfterEach
  void leave() {
    foreground.end();
  }

  @Test
  void a_long_run_goes_on_where_no_request_is() {
    foreground.giveWay();

    assertThat(parked).isZero();
  }

  @Test
  void a_long_run_rests_for_three_quarters_beside_a_request() {
    foreground.begin();

    foreground.giveWay();
    assertThat(parked).isEqualTo(3 * MILLI);

    now += MILLI - 1;
    foreground.giveWay();
    assertThat(parked).isEqualTo(3 * MILLI);

    now += 1;
    foreground.giveWay();
    assertThat(parked).isEqualTo(6 * MILLI);
  }

  @Test
  void a_long_run_rests_longer_beside_requests_of_several_clients() {
    turns.take("a").end();
    turns.take("b").end();
    foreground.begin();
    now = QUARTER_OVER - MILLI / 2 - 1;

    foreground.giveWay();
    assertThat(parked).isZero();

    now += 1;
    foreground.giveWay();
    assertThat(parked).isEqualTo(7 * MILLI / 2);
  }

  @Test
  void a_long_run_goes_on_when_the_request_is_answered() {
    foreground.begin();
    meanwhile = foreground::end;

    foreground.giveWay();

    assertThat(parked).isLessThan(MILLI);
  }

  @Test
  void a_long_run_does_not_wait_for_an_answer_that_is_read_slowly() {
    foreground.begin();

    now += 98 * MILLI;
    foreground.giveWay();
    assertThat(parked).isPositive();

    parked = 0;
    now = QUARTER_OVER + 100 * MILLI;
    foreground.giveWay();
    assertThat(parked).isZero();
  }

  @Test
  void a_long_run_that_is_interrupted_does_not_rest() {
    foreground.begin();
    Thread.currentThread().interrupt();

    foreground.giveWay();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(parked).isZero();
  }

  @Test
  void a_request_counts_once() {
    foreground.begin();
    foreground.begin();
    foreground.end();
    foreground.end();

    foreground.giveWay();

    assertThat(parked).isZero();
  }

  @Test
  void a_client_has_its_turns_and_gives_them_back() {
    another("b");
    foreground.begin();
    foreground.of("a");
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> another("a"));
    another("b");

    foreground.endTurn();
    another("a");
    foreground.giveWay();
    assertThat(parked).isPositive();

    foreground.end();
    assertThat(turns.clients()).isZero();
  }

  @Test
  void a_request_that_waits_for_its_turn_is_not_in_work() {
    turns.take("a");
    turns.take("a");
    foreground.begin();

    assertThatExceptionOfType(Problem.class).isThrownBy(() -> foreground.of("a"));

    foreground.giveWay();
    assertThat(parked).isZero();
  }

  @Test
  void a_request_is_in_work_while_it_commits() {
    foreground.begin();
    foreground.of("a");
    foreground.end();

    foreground.commits();

    foreground.giveWay();
    assertThat(parked).isPositive();
  }

  @Test
  void a_client_that_is_alone_commits_what_came_together() {
    foreground.begin();
    foreground.of("a");
    turns.take("a");

    foreground.commits();

    another("a");
  }

  @Test
  void a_client_beside_another_has_its_turn_until_it_has_committed() {
    another("b");
    foreground.begin();
    foreground.of("a");

    foreground.commits();
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> another("a"));

    foreground.end();
    another("a");
  }

  /** A request of a client on a thread of its own. */
  private void another(String client) {
    try {
      CompletableFuture.runAsync(
              () -> {
                foreground.begin();
                try {
                  foreground.of(client);
                } finally {
                  foreground.end();
                }
              })
          .join();
    } catch (CompletionException e) {
      throw (Problem) e.getCause();
    }
  }
}
