package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whole runs in single precision, beside references and beside double precision. */
class SinglePrecisionProperties {
  private static final double TOLERANCE = 1e-5;

  private static Outcome run(Circuit circuit, RunOptions options) {
    return StateVectorSimulator.run(
        circuit, options.withPrecision(Precision.SINGLE), Budget.unlimited());
  }

  private static void close(List<Complex> found, List<Complex> expected) {
    for (int i = 0; i < expected.size(); i++) {
      Complex a = found.get(i);
      Complex b = expected.get(i);
      assertThat(Math.hypot(a.re() - b.re(), a.im() - b.im())).isLessThan(TOLERANCE);
    }
  }

  @Property(tries = 150)
  void amplitudes_of_small_circuits_are_those_of_dense_matrices(
      @ForAll @IntRange(min = 1, max = 6) int qubits, @ForAll long seed) {
    Circuit circuit = RandomCircuits.gates(qubits, 40, seed);
    assertThat(
            StateVectors.distance(
                StateVectors.run(Precision.SINGLE, circuit),
                ReferenceSimulator.amplitudes(circuit)))
        .isLessThan(TOLERANCE);
  }

  @Property(tries = 40)
  void amplitudes_of_a_run_are_those_in_double_precision(
      @ForAll @IntRange(min = 1, max = 16) int qubits, @ForAll long seed) {
    Circuit circuit = RandomCircuits.gates(qubits, 100, seed);
    RunOptions options = RunOptions.of(100, seed).withStateVector();
    Outcome found = run(circuit, options);
    Outcome expected = StateVectorSimulator.run(circuit, options, Budget.unlimited());
    close(found.stateVector().orElseThrow(), expected.stateVector().orElseThrow());
    assertThat(found.precision()).isEqualTo(Precision.SINGLE);
    assertThat(found.probabilityMass()).isCloseTo(expected.probabilityMass(), within(TOLERANCE));
    assertThat(found.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(100);
  }

  @Property(tries = 20)
  void a_seed_gives_the_same_result_however_many_help(
      @ForAll @IntRange(min = 1, max = 17) int qubits, @ForAll long seed) {
    Circuit circuit = RandomCircuits.gates(qubits, 40, seed);
    RunOptions options = RunOptions.of(500, seed).withPrecision(Precision.SINGLE);
    Outcome alone = StateVectorSimulator.run(circuit, options, Budget.unlimited());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Outcome helped =
          StateVectorSimulator.run(circuit, options, Budget.unlimited(), new Helpers(threads, 2));
      assertThat(helped.counts()).isEqualTo(alone.counts());
      assertThat(helped.probabilities()).isEqualTo(alone.probabilities());
    } finally {
      threads.shutdown();
    }
  }

  @Property(tries = 200)
  void measured_in_mid_circuit_distributions_are_those_of_the_reference(
      @ForAll @IntRange(min = 2, max = 4) int qubits, @ForAll long seed) {
    Circuit circuit = RandomCircuits.dynamic(qubits, seed);
    Assume.that(!new Plan(circuit, Budget.unlimited()).implied);
    Map<String, Double> expected = ReferenceHistories.distribution(circuit);
    Outcome outcome = run(circuit, RunOptions.of(200, seed));
    assertThat(outcome.truncated()).isFalse();
    assertThat(outcome.probabilityMass()).isCloseTo(1, within(1e-8));
    expected.forEach(
        (label, p) ->
            assertThat(outcome.probabilities().getOrDefault(label, 0.0))
                .describedAs(label)
                .isCloseTo(p, within(TOLERANCE)));
    assertThat(expected).containsKeys(outcome.counts().keySet().toArray(String[]::new));
  }

  /** A state that is done gate by gate beside one that is done in passes. */
  @Property(tries = 40)
  void spectators_change_little(@ForAll @IntRange(min = 2, max = 4) int qubits, @ForAll long seed) {
    Circuit alone = RandomCircuits.dynamic(qubits, seed);
    Assume.that(!new Plan(alone, Budget.unlimited()).implied);
    Circuit watched = RandomCircuits.dynamic(qubits, Evolution.LEAST_QUBITS, seed);
    Outcome many = run(watched, RunOptions.of(100, seed));
    ReferenceHistories.distribution(alone)
        .forEach(
            (label, p) ->
                assertThat(many.probabilities().getOrDefault(label, 0.0))
                    .isCloseTo(p, within(TOLERANCE)));
  }

  /** What rounding leaves of an outcome that cannot be is neither told nor drawn. */
  @Property(tries = 20)
  void what_cannot_be_is_not_found(@ForAll @IntRange(min = 2, max = 14) int qubits) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", qubits);
    for (int layer = 0; layer < 2; layer++) {
      for (int qubit = 0; qubit < qubits; qubit++) {
        builder.apply(Gate.H, qubit);
      }
      for (int qubit = 0; layer == 0 && qubit < qubits - 1; qubit++) {
        builder.apply(Gate.CZ, qubit, qubit + 1).apply(Gate.CZ, qubit, qubit + 1);
      }
    }
    Outcome outcome = run(builder.build(), RunOptions.of(100_000, 1));
    assertThat(outcome.counts()).containsOnlyKeys("0".repeat(qubits));
    assertThat(outcome.probabilities()).containsOnlyKeys("0".repeat(qubits));
  }
}
