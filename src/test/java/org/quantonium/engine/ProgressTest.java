package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProgressTest {
  static Stream<Circuit> circuitsMeasuredAtTheEnd() {
    return IntStream.range(0, 40).mapToObj(i -> RandomCircuits.gates(1 + i % 10, 5 * i, i));
  }

  @ParameterizedTest
  @MethodSource("circuitsMeasuredAtTheEnd")
  void a_run_that_measures_at_its_end_does_exactly_its_price(Circuit circuit) {
    Budget budget = Budget.unlimited();
    StateVectorSimulator.run(circuit, 100, 1, budget);
    assertThat(budget.work()).isEqualTo(Cost.of(circuit, 100).amplitudeUpdates());
  }

  @Property(tries = 500)
  void a_run_never_does_more_than_its_price(
      @ForAll @IntRange(min = 2, max = 5) int qubits,
      @ForAll @IntRange(min = 0, max = 50) int shots,
      @ForAll long seed) {
    Circuit circuit = RandomCircuits.dynamic(qubits, seed);
    Budget budget = Budget.unlimited();
    StateVectorSimulator.run(circuit, shots, seed, budget);
    assertThat(budget.work()).isPositive();
    assertThat(budget.work()).isLessThanOrEqualTo(Cost.of(circuit, shots).amplitudeUpdates());
  }

  @Test
  void histories_that_a_few_shots_take_are_within_the_price() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 3);
    builder.classicalRegister("c", 40);
    for (int i = 0; i < 40; i++) {
      builder.apply(Gate.H, i % 3).apply(Gate.CX, i % 3, (i + 1) % 3).measure(i % 3, i);
    }
    Circuit circuit = builder.apply(Gate.H, 0).apply(Gate.H, 1).apply(Gate.H, 2).build();
    Budget budget = Budget.unlimited();
    StateVectorSimulator.run(circuit, 1000, 1, budget);
    assertThat(budget.work()).isBetween(1L, Cost.of(circuit, 1000).amplitudeUpdates());
  }

  @Test
  void another_thread_sees_the_work_grow() throws InterruptedException {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 18);
    for (int i = 0; i < 5_000; i++) {
      builder.apply(Gate.H, i % 18).apply(Gate.CZ, i % 18, (i + 7) % 18);
    }
    Circuit circuit = builder.build();
    Budget budget = Budget.unlimited();
    Thread run = new Thread(() -> StateVectorSimulator.run(circuit, 1, 1, budget));
    run.start();
    long last = 0;
    int growths = 0;
    while (run.isAlive()) {
      long now = budget.work();
      assertThat(now).isGreaterThanOrEqualTo(last);
      growths += now > last ? 1 : 0;
      last = now;
    }
    run.join();
    assertThat(growths).isGreaterThan(10);
    assertThat(budget.work()).isEqualTo(Cost.of(circuit, 1).amplitudeUpdates());
  }
}
