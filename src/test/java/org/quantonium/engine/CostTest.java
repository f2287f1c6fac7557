package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostTest {
  private static CircuitBuilder qubits(int n) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", n);
    return builder;
  }

  @Test
  void a_state_costs_16_bytes_for_each_amplitude() {
    CircuitBuilder builder = qubits(24);
    for (int i = 0; i < 24; i++) {
      builder.apply(Gate.H, i);
    }
    Cost cost = Cost.of(builder.build(), 1000);
    assertThat(cost.bytes()).isBetween(16L << 24, (16L << 24) * 11 / 10 + (64 << 20));
    assertThat(cost.histories()).isOne();
  }

  @Test
  void one_more_qubit_in_single_precision_costs_what_one_less_does_in_double() {
    RunOptions options = RunOptions.of(0, 1).withMaxProbabilities(0);
    for (int n = 12; n <= 28; n += 4) {
      CircuitBuilder fewer = qubits(n);
      CircuitBuilder more = qubits(n + 1);
      for (int i = 0; i < n; i++) {
        fewer.apply(Gate.H, i);
        more.apply(Gate.H, i);
      }
      more.apply(Gate.H, n);
      long bytes = Cost.of(fewer.build(), options).bytes();
      RunOptions single = options.withPrecision(Precision.SINGLE);
      assertThat(Cost.of(more.build(), single).bytes())
          .isBetween(bytes - 1000, bytes + 8 * 1024 * 32 + 1000);
      assertThat(Cost.of(fewer.build(), single).bytes()).isLessThan(bytes);
    }
  }

  @Test
  void idle_qubits_cost_nothing() {
    CircuitBuilder builder = qubits(150);
    builder.classicalRegister("c", 150);
    builder.apply(Gate.H, 7).apply(Gate.CX, 7, 140);
    for (int i = 0; i < 150; i++) {
      builder.measure(i, i);
    }
    Circuit circuit = builder.build();
    assertThat(Cost.of(circuit, 0).activeQubits()).isEqualTo(2);
    assertThat(Cost.of(circuit, 0).bytes()).isLessThan(10_000);
    assertThat(StateVectorSimulator.run(circuit, 100, 1, Budget.unlimited()).probabilities())
        .hasSize(2);
  }

  @Test
  void a_price_that_does_not_fit_is_the_largest_there_is() {
    CircuitBuilder builder = qubits(150);
    for (int i = 0; i < 150; i++) {
      builder.apply(Gate.H, i);
    }
    assertThat(Cost.of(builder.build(), 1).bytes()).isEqualTo(Long.MAX_VALUE);
    assertThat(Cost.of(builder.build(), 1).amplitudeUpdates()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void each_measurement_of_a_superposed_qubit_in_mid_circuit_doubles_the_histories() {
    CircuitBuilder builder = qubits(1);
    builder.classicalRegister("c", 8);
    for (int i = 0; i < 8; i++) {
      builder.apply(Gate.H, 0).measure(0, i).reset(0);
    }
    assertThat(Cost.of(builder.build(), 0).histories()).isEqualTo(256);
    assertThat(Cost.of(builder.build(), 0).exact()).isTrue();
  }

  @Test
  void resets_of_fresh_qubits_and_measurements_at_the_end_split_nothing() {
    CircuitBuilder builder = qubits(3);
    builder.classicalRegister("c", 3);
    builder.reset(0).reset(1).reset(2).apply(Gate.H, 0).apply(Gate.CX, 0, 1);
    builder.measure(0, 0).measure(1, 1).measure(2, 2);
    assertThat(Cost.of(builder.build(), 1000).histories()).isOne();
  }

  @Test
  void more_histories_than_can_be_followed_are_bounded_by_the_shots() {
    CircuitBuilder builder = qubits(1);
    builder.classicalRegister("c", 64);
    for (int i = 0; i < 64; i++) {
      builder.apply(Gate.H, 0).measure(0, i);
    }
    builder.apply(Gate.H, 0);
    Cost cost = Cost.of(builder.build(), 5000);
    assertThat(cost.histories()).isEqualTo(5000);
    assertThat(cost.exact()).isFalse();
  }

  @Test
  void states_that_wait_are_bounded_by_memory() {
    CircuitBuilder builder = qubits(24);
    builder.classicalRegister("c", 8);
    for (int i = 0; i < 24; i++) {
      builder.apply(Gate.H, i);
    }
    for (int i = 0; i < 8; i++) {
      builder.measure(0, i).apply(Gate.H, 0);
    }
    Cost cost = Cost.of(builder.build(), 0);
    assertThat(cost.liveStates()).isOne();
    assertThat(cost.bytes()).isLessThan((16L << 24) * 13 / 10);
  }

  @Test
  void marginals_are_priced_register_by_register() {
    CircuitBuilder builder = qubits(20);
    for (int i = 0; i < 50; i++) {
      builder.classicalRegister("c" + i, 20);
    }
    Circuit circuit = builder.apply(Gate.H, 0).build();
    assertThat(Cost.of(circuit, 0).bytes()).isGreaterThan(50L * 5 * 4096 * 20);
  }
}
