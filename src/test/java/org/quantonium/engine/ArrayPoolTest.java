package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrayPoolTest {
  private static final int LENGTH = Loan.LEAST_LENGTH;
  private static final long ARRAY = 8L * LENGTH;

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static void use(ArrayPool pool, int arrays, int length) {
    try (Loan loan = new Loan(pool)) {
      for (int i = 0; i < arrays; i++) {
        Arrays.fill(loan.take(double[].class, length), 7);
      }
    }
  }

  @Test
  void an_array_that_was_given_back_is_lent_again() {
    ArrayPool pool = new ArrayPool(ARRAY);
    double[] first;
    try (Loan loan = new Loan(pool)) {
      first = loan.take(double[].class, LENGTH);
    }
    try (Loan loan = new Loan(pool)) {
      assertThat(loan.take(double[].class, LENGTH)).isSameAs(first);
    }
  }

  @Test
  void what_is_lent_is_zero_whoever_had_it_before() {
    ArrayPool pool = new ArrayPool(4 * ARRAY);
    use(pool, 4, LENGTH);
    assertThat(pool.kept()).isEqualTo(4 * ARRAY);
    try (Loan loan = new Loan(pool)) {
      for (int i = 0; i < 5; i++) {
        assertThat(loan.take(double[].class, LENGTH)).containsOnly(0);
      }
    }
  }

  @Test
  void an_array_is_lent_to_one_run_at_a_time() {
    ArrayPool pool = new ArrayPool(8 * ARRAY);
    use(pool, 2, LENGTH);
    try (Loan one = new Loan(pool);
        Loan other = new Loan(pool)) {
      double[] own = one.take(double[].class, LENGTH);
      assertThat(other.take(double[].class, LENGTH)).isNotSameAs(own);
      assertThat(other.take(double[].class, LENGTH)).isNotSameAs(own);
    }
  }

  @Test
  void an_array_is_given_back_once() {
    ArrayPool pool = new ArrayPool(8 * ARRAY);
    try (Loan loan = new Loan(pool);
        Loan other = new Loan(pool)) {
      double[] array = loan.take(double[].class, LENGTH);
      loan.giveBack(array);
      assertThatThrownBy(() -> loan.giveBack(array)).isInstanceOf(IllegalArgumentException.class);
      double[] foreign = other.take(double[].class, LENGTH);
      assertThatThrownBy(() -> loan.giveBack(foreign)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(pool.lent()).isZero();
    assertThat(pool.kept()).isEqualTo(ARRAY);
  }

  @Test
  void a_loan_that_is_closed_lends_nothing() {
    ArrayPool pool = new ArrayPool(8 * ARRAY);
    Loan loan = new Loan(pool);
    loan.close();
    assertThatThrownBy(() -> loan.take(double[].class, LENGTH))
        .isInstanceOf(IllegalStateException.class);
    assertThat(pool.lent()).isZero();
  }

  @Test
  void no_more_is_kept_than_may_be() {
    ArrayPool pool = new ArrayPool(3 * ARRAY);
    use(pool, 10, LENGTH);
    assertThat(pool.kept()).isEqualTo(3 * ARRAY);
    assertThat(pool.lent()).isZero();
  }

  @Test
  void what_runs_hold_counts_against_what_is_kept() {
    ArrayPool pool = new ArrayPool(6 * ARRAY);
    use(pool, 6, LENGTH);
    try (Loan loan = new Loan(pool)) {
      for (int i = 1; i <= 3; i++) {
        loan.take(double[].class, 2 * LENGTH);
        assertThat(pool.lent()).isEqualTo(2L * i * ARRAY);
        assertThat(pool.kept()).isEqualTo(6 * ARRAY - pool.lent());
      }
      loan.take(double[].class, 2 * LENGTH);
      assertThat(pool.kept()).isZero();
    }
    assertThat(pool.kept()).isEqualTo(6 * ARRAY);
  }

  @Test
  void arrays_of_either_precision_count_by_their_bytes_and_are_lent_as_what_they_are() {
    ArrayPool pool = new ArrayPool(4 * ARRAY);
    use(pool, 4, LENGTH);
    try (Loan loan = new Loan(pool)) {
      for (int i = 1; i <= 4; i++) {
        float[] array = loan.take(float[].class, LENGTH);
        assertThat(array).containsOnly(0);
        Arrays.fill(array, 7);
        assertThat(pool.lent()).isEqualTo(i * ARRAY / 2);
        assertThat(pool.kept()).isLessThanOrEqualTo(4 * ARRAY - pool.lent());
      }
    }
    assertThat(pool.lent()).isZero();
    assertThat(pool.kept()).isEqualTo(4 * ARRAY);
    try (Loan loan = new Loan(pool)) {
      assertThat(loan.take(float[].class, LENGTH)).containsOnly(0);
      assertThat(pool.kept()).isEqualTo(4 * ARRAY - ARRAY / 2);
    }
  }

  @Test
  void what_nobody_needs_is_given_up_when_trimmed_twice() {
    ArrayPool pool = new ArrayPool(8 * ARRAY);
    use(pool, 8, LENGTH);
    pool.trim();
    use(pool, 3, LENGTH);
    pool.trim();
    assertThat(pool.kept()).isEqualTo(3 * ARRAY);
    pool.trim();
    assertThat(pool.kept()).isZero();
  }

  @Test
  void short_arrays_are_not_kept() {
    ArrayPool pool = new ArrayPool(8 * ARRAY);
    use(pool, 3, LENGTH - 1);
    assertThat(pool.kept()).isZero();
  }

  @Test
  void a_pool_of_nothing_keeps_nothing() {
    use(ArrayPool.NONE, 3, LENGTH);
    assertThat(ArrayPool.NONE.kept()).isZero();
    assertThat(ArrayPool.NONE.lent()).isZero();
  }

  /** Each writes a number of its own, and must find no other's. */
  @Test
  void many_runs_at_once_share_no_array() throws Exception {
    ArrayPool pool = new ArrayPool(64 * ARRAY);
    CountDownLatch all = new CountDownLatch(4);
    List<Future<Boolean>> alone = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      int own = i;
      alone.add(
          threads.submit(
              () -> {
                all.countDown();
                all.await();
                boolean undisturbed = true;
                for (int round = 0; round < 300; round++) {
                  undisturbed &= alone(pool, own);
                }
                return undisturbed;
              }));
    }
    for (Future<Boolean> one : alone) {
      assertThat(one.get()).isTrue();
    }
    assertThat(pool.lent()).isZero();
    assertThat(pool.kept()).isBetween(ARRAY, 64 * ARRAY);
  }

  private static boolean alone(ArrayPool pool, int own) {
    boolean undisturbed = true;
    try (Loan loan = new Loan(pool)) {
      List<double[]> arrays = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        double[] array = loan.take(double[].class, LENGTH);
        undisturbed &= Arrays.stream(array).allMatch(x -> x == 0);
        Arrays.fill(array, own);
        arrays.add(array);
      }
      for (double[] array : arrays) {
        undisturbed &= Arrays.stream(array).allMatch(x -> x == own);
      }
    }
    return undisturbed;
  }
}
