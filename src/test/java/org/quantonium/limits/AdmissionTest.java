package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.engine.Cost;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class AdmissionTest {
  private static final long BUDGET = 1000;

  private final Admission admission = new Admission(BUDGET);

  @Test
  void admits_the_whole_budget() {
    assertThatCode(() -> admission.admit(cost(BUDGET))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {BUDGET + 1, Long.MAX_VALUE})
  void refuses_for_ever_what_is_larger_than_the_budget(long bytes) {
    Problem problem = refusal(bytes);

    assertThat(problem.type()).isEqualTo(ProblemType.LIMIT_EXCEEDED);
    assertThat(problem).hasMessageContaining(bytes + " bytes").hasMessageContaining("1000");
    assertThat(problem.headers()).isEmpty();
  }

  @Test
  void refuses_for_now_what_others_hold() {
    admission.admit(cost(600));

    assertThatCode(() -> admission.admit(cost(400))).doesNotThrowAnyException();
    Problem problem = refusal(1);
    assertThat(problem.type()).isEqualTo(ProblemType.CAPACITY);
    assertThat(problem.headers()).containsKey("Retry-After");
  }

  @Test
  void a_refusal_reserves_nothing() {
    admission.admit(cost(600));
    refusal(401);

    assertThatCode(() -> admission.admit(cost(400))).doesNotThrowAnyException();
  }

  @Test
  void a_closed_reservation_is_free_again() {
    admission.admit(cost(BUDGET)).close();

    assertThatCode(() -> admission.admit(cost(BUDGET))).doesNotThrowAnyException();
  }

  @Test
  void a_reservation_closed_twice_is_freed_once() {
    Admission.Reservation first = admission.admit(cost(600));
    admission.admit(cost(400));
    first.close();
    first.close();

    assertThat(refusal(601).type()).isEqualTo(ProblemType.CAPACITY);
  }

  @Test
  void the_largest_budget_is_not_passed_either() {
    Admission unbounded = new Admission(Long.MAX_VALUE);
    unbounded.admit(cost(Long.MAX_VALUE - 1));

    Problem problem = catchThrowableOfType(Problem.class, () -> unbounded.admit(cost(2)));

    assertThat(problem.type()).isEqualTo(ProblemType.CAPACITY);
  }

  @Test
  void a_budget_of_nothing_is_half_of_the_heap() {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> new Admission(0).admit(cost(Runtime.getRuntime().maxMemory() / 2 + 1)));

    assertThat(problem.type()).isEqualTo(ProblemType.LIMIT_EXCEEDED);
    assertThatCode(() -> new Admission(0).admit(cost(Runtime.getRuntime().maxMemory() / 2)))
        .doesNotThrowAnyException();
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
        tasks.add(() -> admitted(bytes, held, most));
      }
      int admitted = 0;
      for (Future<Integer> task : pool.invokeAll(tasks)) {
        admitted += task.get();
      }
      assertThat(admitted).isPositive();
    } finally {
      pool.shutdownNow();
    }

    assertThat(most.get()).isBetween(1L, BUDGET);
    assertThatCode(() -> admission.admit(cost(BUDGET))).doesNotThrowAnyException();
  }

  private int admitted(long bytes, AtomicLong held, AtomicLong most) {
    int admitted = 0;
    for (int i = 0; i < 20_000; i++) {
      try (Admission.Reservation reserved = admission.admit(cost(bytes))) {
        assertThat(reserved).isNotNull();
        most.accumulateAndGet(held.addAndGet(bytes), Math::max);
        admitted++;
        held.addAndGet(-bytes);
      } catch (Problem refused) {
        Thread.onSpinWait();
      }
    }
    return admitted;
  }

  private Problem refusal(long bytes) {
    return catchThrowableOfType(Problem.class, () -> admission.admit(cost(bytes)));
  }

  private static Cost cost(long bytes) {
    return new Cost(bytes, 0, 0, 1, 1, true);
  }
}
