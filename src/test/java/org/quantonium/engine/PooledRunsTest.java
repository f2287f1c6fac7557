package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that have what others gave back. */
class PooledRunsTest {
  private static final long BYTES = 64L << 20;

  private final ArrayPool pool = new ArrayPool(BYTES);

  @AfterEach
  void all_arrays_came_back() {
    assertThat(pool.lent()).isZero();
  }

  private Outcome run(Circuit circuit, RunOptions options, Budget budget, Helpers helpers) {
    return StateVectorSimulator.run(circuit, options, budget, helpers, pool);
  }

  private Outcome run(Circuit circuit, RunOptions options) {
    return run(circuit, options, Budget.unlimited(), Helpers.NONE);
  }

  /** The same bits as in arrays of their own, whatever ran before. */
  @ParameterizedTest
  @ValueSource(ints = {9, 10, 12, 15, 16, 17})
  void find_nothing_of_what_was_there_before(int qubits) {
    Circuit before = RandomCircuits.gates(qubits, 60, 5);
    Circuit circuit = RandomCircuits.gates(qubits, 20, qubits);
    run(before, RunOptions.of(100, 1));
    assertThat(pool.kept()).isGreaterThanOrEqualTo(qubits < 10 ? 0 : 16L << qubits);
    RunOptions options = RunOptions.of(1000, 7);
    if (qubits <= RunOptions.MAX_STATE_QUBITS) {
      options = options.withStateVector();
    }
    Outcome found = run(circuit, options);
    Outcome expected = StateVectorSimulator.run(circuit, options, Budget.unlimited());
    assertThat(found.counts()).isEqualTo(expected.counts());
    assertThat(found.probabilities()).isEqualTo(expected.probabilities());
    assertThat(found.stateVector()).isEqualTo(expected.stateVector());
  }

  @Test
  void follow_the_same_histories() {
    for (int seed = 0; seed < 20; seed++) {
      Circuit circuit = RandomCircuits.dynamic(3, 8, seed);
      Outcome found = run(circuit, RunOptions.of(300, seed));
      Outcome expected = StateVectorSimulator.run(circuit, 300, seed, Budget.unlimited());
      assertThat(found.counts()).isEqualTo(expected.counts());
      assertThat(found.probabilities()).isEqualTo(expected.probabilities());
    }
  }

  @Test
  void give_back_all_when_they_are_cancelled() {
    Budget budget = Budget.unlimited();
    List<Runnable> late = new ArrayList<>();
    Helpers cancelling =
        new Helpers(
            task -> {
              late.add(task);
              budget.cancel();
            },
            1);
    Circuit circuit = RandomCircuits.gates(17, 200, 1);
    assertThatThrownBy(() -> run(circuit, RunOptions.of(1, 1), budget, cancelling))
        .isInstanceOf(BudgetExceeded.class);
    assertThat(pool.lent()).isZero();
    assertThat(pool.kept()).isGreaterThanOrEqualTo(16L << 17);
    // A helper that comes when the arrays are another's takes none and writes to none.
    try (Loan other = new Loan(pool)) {
      StateVector state = StateVector.zero(Precision.DOUBLE, 17, other, Budget.unlimited());
      StateVector expected = state.copy(Budget.unlimited());
      late.forEach(Runnable::run);
      assertThat(StateVectors.distance(state, expected)).isZero();
    }
  }

  @Test
  void give_back_all_when_their_state_is_not_yet_whole() {
    Budget budget = Budget.unlimited();
    try (Loan loan = new Loan(pool)) {
      budget.cancel();
      assertThatThrownBy(() -> StateVector.zero(Precision.DOUBLE, 18, loan, budget))
          .isInstanceOf(BudgetExceeded.class);
    }
  }

  @Test
  void make_no_array_when_there_are_enough() {
    Circuit circuit = RandomCircuits.gates(18, 80, 3);
    run(circuit, RunOptions.of(10, 1));
    long kept = pool.kept();
    assertThat(kept).isGreaterThanOrEqualTo(16L << 18);
    run(circuit, RunOptions.of(10, 2));
    assertThat(pool.kept()).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void hold_no_more_than_their_price(int qubits) {
    holdNoMoreThanTheirPrice(qubits, Precision.DOUBLE);
    holdNoMoreThanTheirPrice(qubits, Precision.SINGLE);
  }

  /** What is kept after them is the most that they held at a time; results are not asked for. */
  private static void holdNoMoreThanTheirPrice(int qubits, Precision precision) {
    ArrayPool ample = new ArrayPool(1L << 30);
    Circuit circuit = RandomCircuits.gates(qubits, 200, qubits);
    RunOptions options = RunOptions.of(0, 1).withMaxProbabilities(0).withPrecision(precision);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      StateVectorSimulator.run(
          circuit, options, Budget.unlimited(), new Helpers(threads, 3), ample);
    } finally {
      threads.shutdown();
    }
    assertThat(ample.kept())
        .isBetween((long) precision.amplitudeBytes() << qubits, Cost.of(circuit, options).bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 14})
  void hold_no_more_states_than_are_priced(int qubits) {
    ArrayPool ample = new ArrayPool(1L << 30);
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", qubits);
    builder.classicalRegister("c", 6);
    for (int i = 0; i < qubits; i++) {
      builder.apply(Gate.H, i);
    }
    for (int i = 0; i < 6; i++) {
      builder.measure(i, i).apply(Gate.H, i);
    }
    Circuit circuit = builder.build();
    RunOptions options = RunOptions.of(0, 1).withMaxProbabilities(0);
    StateVectorSimulator.run(circuit, options, Budget.unlimited(), Helpers.NONE, ample);
    Cost cost = Cost.of(circuit, options);
    assertThat(cost.histories()).isEqualTo(64);
    assertThat(ample.kept()).isBetween(7 * (16L << qubits), cost.bytes());
  }

  @Test
  void of_both_precisions_share_what_may_be_kept() {
    ArrayPool small = new ArrayPool(5L << 20);
    Circuit circuit = RandomCircuits.gates(18, 80, 1);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Precision precision = i % 2 == 0 ? Precision.DOUBLE : Precision.SINGLE;
      RunOptions options = RunOptions.of(100, 1).withPrecision(precision);
      outcomes.add(
          StateVectorSimulator.run(circuit, options, Budget.unlimited(), Helpers.NONE, small));
      assertThat(small.lent()).isZero();
      assertThat(small.kept()).isBetween(2L << 20, 5L << 20);
    }
    assertThat(outcomes.get(2).probabilities()).isEqualTo(outcomes.get(0).probabilities());
    assertThat(outcomes.get(3).probabilities()).isEqualTo(outcomes.get(1).probabilities());
  }

  @Test
  void of_a_state_larger_than_the_pool_keep_as_much_as_it_may() {
    ArrayPool small = new ArrayPool(3L << 19);
    StateVectorSimulator.run(
        RandomCircuits.gates(18, 80, 1),
        RunOptions.of(1, 1),
        Budget.unlimited(),
        Helpers.NONE,
        small);
    assertThat(small.lent()).isZero();
    assertThat(small.kept()).isBetween(1L << 20, 3L << 19);
  }
}
