package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final double R = Math.sqrt(0.5);

  /** A Bell pair on qubits 0 and 2 of three; qubit 1 is idle. */
  private static CircuitBuilder bell() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("a", 2);
    builder.quantumRegister("b", 1);
    return builder.apply(Gate.H, 0).apply(Gate.CX, 0, 2);
  }

  private static Outcome run(CircuitBuilder builder, RunOptions options) {
    return StateVectorSimulator.run(builder.build(), options, Budget.unlimited());
  }

  @Test
  void a_circuit_that_measures_nothing_is_measured_in_full() {
    Outcome outcome = run(bell(), RunOptions.of(100, 1));
    assertThat(outcome.impliedMeasurement()).isTrue();
    assertThat(outcome.registers()).containsExactly(new Register("measured", 0, 3));
    assertThat(outcome.probabilities()).containsOnlyKeys("000", "101");
  }

  @Test
  void registers_stand_apart_the_last_one_leftmost() {
    CircuitBuilder builder = bell();
    builder.classicalRegister("c", 2);
    builder.classicalRegister("d", 1);
    builder.apply(Gate.X, 1).measure(0, 0).measure(1, 1).measure(2, 2);
    Outcome outcome = run(builder, RunOptions.of(100, 1));
    assertThat(outcome.probabilities()).containsOnlyKeys("0 10", "1 11");
    assertThat(outcome.marginals().get("c")).containsOnlyKeys("10", "11");
    assertThat(outcome.marginals().get("d")).containsOnlyKeys("0", "1");
  }

  @Test
  void bits_that_nothing_is_measured_into_are_zero() {
    CircuitBuilder builder = bell();
    builder.classicalRegister("c", 4);
    builder.measure(0, 2).measure(1, 3);
    assertThat(run(builder, RunOptions.of(50, 1)).probabilities()).containsOnlyKeys("0000", "0100");
  }

  @Test
  void amplitudes_of_named_basis_states_count_idle_qubits_as_zero() {
    Outcome outcome =
        run(bell(), RunOptions.of(0, 1).withAmplitudes(List.of("000", "1 01", "111", "010")));
    assertThat(outcome.amplitudes().get("000").re()).isCloseTo(R, within(1e-15));
    assertThat(outcome.amplitudes().get("1 01").re()).isCloseTo(R, within(1e-15));
    assertThat(outcome.amplitudes()).containsEntry("111", new Complex(0, 0));
    assertThat(outcome.amplitudes()).containsEntry("010", new Complex(0, 0));
  }

  @Test
  void a_basis_state_has_qubit_0_rightmost() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 3);
    Outcome outcome =
        run(builder.apply(Gate.X, 0), RunOptions.of(0, 1).withAmplitudes(List.of("001", "100")));
    assertThat(outcome.amplitudes())
        .containsEntry("001", new Complex(1, 0))
        .containsEntry("100", new Complex(0, 0));
  }

  @Test
  void the_state_vector_spans_all_declared_qubits() {
    List<Complex> state =
        run(bell(), RunOptions.of(0, 1).withStateVector()).stateVector().orElseThrow();
    assertThat(state).hasSize(8);
    assertThat(state.get(0b101).re()).isCloseTo(R, within(1e-15));
    assertThat(state.get(0b010)).isEqualTo(new Complex(0, 0));
  }

  @Test
  void amplitudes_need_a_single_final_state() {
    CircuitBuilder builder = bell().reset(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(builder, RunOptions.of(0, 1).withStateVector()))
        .withMessageContaining("ask for probabilities");
  }

  @Test
  void a_state_vector_of_too_many_qubits_is_refused() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 17);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(builder, RunOptions.of(0, 1).withStateVector()))
        .withMessageContaining("at most 16 qubits, but 17");
  }

  @Test
  void a_basis_state_has_one_bit_for_each_qubit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(bell(), RunOptions.of(0, 1).withAmplitudes(List.of("0x1"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(bell(), RunOptions.of(0, 1).withAmplitudes(List.of("01"))));
  }

  @Test
  void memory_is_the_counts_shot_by_shot_and_not_in_order() {
    Outcome outcome = run(bell(), RunOptions.of(1000, 5).withMemory());
    Map<String, Long> counted = new TreeMap<>();
    outcome.memory().forEach(shot -> counted.merge(shot, 1L, Long::sum));
    assertThat(counted).isEqualTo(outcome.counts());
    assertThat(outcome.memory().subList(0, 100)).contains("000", "101");
  }

  @Test
  void the_likeliest_probabilities_are_kept_with_their_mass() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 3);
    builder.apply(Gate.RY, new double[] {1}, 0).apply(Gate.H, 1).apply(Gate.H, 2);
    Outcome outcome = run(builder, RunOptions.of(0, 1).withMaxProbabilities(2));
    assertThat(outcome.probabilities()).containsOnlyKeys("000", "010");
    assertThat(outcome.truncated()).isTrue();
    assertThat(outcome.probabilityMass())
        .isCloseTo(2 * 0.25 * Math.pow(Math.cos(0.5), 2), within(1e-15));
  }

  @Test
  void equal_circuits_have_equal_digests_and_others_not() {
    assertThat(bell().build().digest()).hasSize(64).isEqualTo(bell().build().digest());
    assertThat(bell().apply(Gate.X, 0).build().digest()).isNotEqualTo(bell().build().digest());
    assertThat(bell().apply(Gate.P, new double[] {1}, 0).build().digest())
        .isNotEqualTo(bell().apply(Gate.P, new double[] {Math.nextUp(1)}, 0).build().digest());
  }

  @Test
  void only_histories_that_a_shot_took_are_followed_when_there_are_too_many() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 1);
    builder.classicalRegister("c", 40);
    for (int i = 0; i < 40; i++) {
      builder.apply(Gate.H, 0).measure(0, i);
    }
    Outcome outcome = run(builder, RunOptions.of(200, 3));
    assertThat(outcome.cost().exact()).isFalse();
    assertThat(outcome.truncated()).isTrue();
    assertThat(outcome.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(200);
    assertThat(outcome.counts().keySet()).allMatch(label -> label.length() == 40);
    assertThat(outcome.probabilityMass()).isLessThan(1e-6);
  }
}
