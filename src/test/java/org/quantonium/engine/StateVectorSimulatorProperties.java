package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StateVectorSimulatorProperties {
  @Property(tries = 200)
  void small_random_circuits_agree_with_dense_matrices(
      @ForAll @IntRange(min = 1, max = 6) int qubits, @ForAll long seed) {
    Circuit circuit = RandomCircuits.gates(qubits, 40, seed);
    assertThat(
            StateVectors.distance(
                StateVectors.run(circuit), ReferenceSimulator.amplitudes(circuit)))
        .isLessThan(1e-12);
  }

  @Property(tries = 6)
  void larger_random_circuits_agree_with_dense_matrices(
      @ForAll @IntRange(min = 7, max = 10) int qubits, @ForAll long seed) {
    Circuit circuit = RandomCircuits.gates(qubits, 8, seed);
    assertThat(
            StateVectors.distance(
                StateVectors.run(circuit), ReferenceSimulator.amplitudes(circuit)))
        .isLessThan(1e-12);
  }

  @Property(tries = 50)
  void same_seed_gives_the_same_counts_on_any_thread(
      @ForAll @IntRange(min = 1, max = 6) int qubits, @ForAll long seed) {
    Circuit circuit = RandomCircuits.gates(qubits, 20, seed);
    Supplier<Map<String, Long>> run =
        () -> StateVectorSimulator.run(circuit, 500, seed, Budget.unlimited()).counts();
    List<CompletableFuture<Map<String, Long>>> others =
        List.of(CompletableFuture.supplyAsync(run), CompletableFuture.supplyAsync(run));
    Map<String, Long> counts = run.get();
    others.forEach(other -> assertThat(other.join()).isEqualTo(counts));
  }

  @Property(tries = 50)
  void probabilities_of_a_run_are_squares_of_the_reference(
      @ForAll @IntRange(min = 1, max = 6) int qubits, @ForAll long seed) {
    Circuit circuit = RandomCircuits.gates(qubits, 20, seed);
    double[][] amplitudes = ReferenceSimulator.amplitudes(circuit);
    Outcome outcome = StateVectorSimulator.run(circuit, 0, seed, Budget.unlimited());
    for (int i = 0; i < 1 << qubits; i++) {
      String label = "0".repeat(qubits) + Integer.toBinaryString(i);
      label = label.substring(label.length() - qubits);
      double a = amplitudes[0][i];
      double b = amplitudes[1][i];
      assertThat(outcome.probabilities().getOrDefault(label, 0.0) - (a * a + b * b))
          .isBetween(-2e-12, 2e-12);
    }
  }
}
