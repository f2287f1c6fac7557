package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

@Timeout(60)
class TurnsTest {
  private static final int PLACES = 8;
  private static final long SECOND = 1_000_000_000;

  private long now;
  private final Turns turns = new Turns(PLACES, Duration.ofSeconds(30), () -> now);
  private final Turns impatient = new Turns(PLACES, Duration.ofMillis(1), () -> now);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static List<Turns.Turn> all(Turns turns, String client) {
    return some(PLACES, turns, client);
  }

  private static List<Turns.Turn> some(int count, Turns turns, String client) {
    List<Turns.Turn> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(turns.take(client));
    }
    return taken;
  }

  @Test
  void a_client_has_so_many_and_no_more() {
    List<Turns.Turn> taken = all(impatient, "a");

    Problem refusal = catchThrowableOfType(Problem.class, () -> impatient.take("a"));

    assertThat(refusal.type()).isEqualTo(ProblemType.CAPACITY);
    assertThat(refusal.headers()).containsEntry("Retry-After", "1");
    taken.get(0).end();
    impatient.take("a");
  }

  @Test
  void a_client_does_not_wait_for_another() {
    all(impatient, "a");

    assertThat(impatient.take("b")).isNotNull();
  }

  @Test
  void a_client_has_a_quarter_beside_another() {
    impatient.take("a").end();
    impatient.take("b");

    some(PLACES / 4, impatient, "a");

    assertThat(impatient.areShared()).isTrue();
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> impatient.take("a"));
  }

  @Test
  void a_client_has_one_at_least() {
    Turns few = new Turns(2, Duration.ofMillis(1), () -> now);
    few.take("a").end();
    few.take("b");

    few.take("a");

    assertThatExceptionOfType(Problem.class).isThrownBy(() -> few.take("a"));
  }

  @Test
  void a_client_has_all_again_a_second_after_the_other() {
    impatient.take("a").end();
    impatient.take("b").end();
    now += SECOND / 2;
    impatient.take("a").end();
    now += SECOND - 1;
    assertThat(impatient.areShared()).isTrue();

    now += 1;

    assertThat(impatient.areShared()).isFalse();
    assertThat(all(impatient, "a")).hasSize(PLACES);
  }

  @Test
  void a_turn_gives_back_what_it_counted() {
    impatient.take("a").end();
    impatient.take("b").end();
    List<Turns.Turn> fourfold = some(PLACES / 4, impatient, "a");
    now += SECOND;

    fourfold.forEach(Turns.Turn::end);

    all(impatient, "a");
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> impatient.take("a"));
  }

  @Test
  void a_turn_comes_when_one_ends() throws Exception {
    List<Turns.Turn> taken = all(turns, "a");
    CountDownLatch began = new CountDownLatch(1);
    Future<Turns.Turn> next =
        threads.submit(
            () -> {
              began.countDown();
              return turns.take("a");
            });
    began.await();

    assertThat(next.isDone()).isFalse();
    taken.get(1).end();
    assertThat(next.get()).isNotNull();
  }

  @Test
  void who_is_interrupted_has_no_turn_and_takes_none() {
    all(turns, "a").get(0).end();
    Thread.currentThread().interrupt();

    Problem refusal = catchThrowableOfType(Problem.class, () -> turns.take("a"));

    assertThat(refusal.type()).isEqualTo(ProblemType.CAPACITY);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(turns.take("a")).isNotNull();
  }

  @Test
  void nothing_is_kept_of_a_client_that_is_gone() {
    List<Turns.Turn> taken = all(impatient, "a");
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> impatient.take("a"));
    assertThat(impatient.clients()).isOne();

    taken.forEach(Turns.Turn::end);

    assertThat(impatient.clients()).isZero();
  }
}
