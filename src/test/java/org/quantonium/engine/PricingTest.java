package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PricingTest {
  private static CircuitBuilder qubits(int n) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", n);
    return builder;
  }

  private static Work work(CircuitBuilder builder) {
    return Cost.of(builder.build(), 100).work();
  }

  @Test
  void counts_gates_by_the_kernel_that_does_them() {
    Work work =
        work(
            qubits(4)
                .apply(Gate.H, 0)
                .apply(Gate.CX, 0, 1)
                .apply(Gate.T, 2)
                .apply(Gate.CZ, 0, 3)
                .apply(Gate.SWAP, 0, 1));
    assertThat(work.operations()).isEqualTo(5);
    assertThat(work.steps()).isEqualTo(5);
    assertThat(work.pairs()).isEqualTo(16 + 8);
    assertThat(work.diagonals()).isEqualTo(16 + 8);
    assertThat(work.groups()).isEqualTo(32);
    assertThat(work.shots()).isEqualTo(100);
  }

  @Test
  void a_state_with_few_amplitudes_has_few_bit_strings() {
    CircuitBuilder ghz = qubits(20).apply(Gate.H, 0);
    for (int i = 1; i < 20; i++) {
      ghz.apply(Gate.CX, i - 1, i);
    }
    assertThat(work(ghz).entries()).isLessThan(10);
    assertThat(StateVectorSimulator.run(ghz.build(), 10, 1, Budget.unlimited()).probabilities())
        .hasSize(2);

    CircuitBuilder all = qubits(20);
    for (int i = 0; i < 20; i++) {
      all.apply(Gate.H, i);
    }
    assertThat(work(all).entries()).isGreaterThan(4096);
  }

  @Test
  void a_gate_on_a_fresh_qubit_of_a_superposition_may_superpose_it() {
    Work work = work(qubits(3).apply(Gate.H, 0).apply(Gate.CX, 0, 1).apply(Gate.H, 0));
    assertThat(work.labels()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void bodies_of_conditions_count_wherever_they_may_be_done() {
    CircuitBuilder builder = qubits(2);
    builder.classicalRegister("c", 1);
    builder.apply(Gate.H, 0).measure(0, 0);
    builder.conditional(0, java.math.BigInteger.ONE, () -> builder.apply(Gate.X, 1));
    Work work = work(builder);
    assertThat(work.histories()).isEqualTo(2);
    assertThat(work.pairs()).isEqualTo(4 + 2 * 4);
  }

  @Test
  void seconds_are_the_sum_over_the_kinds_of_work() {
    Cost cost = Cost.of(qubits(1).apply(Gate.H, 0).build(), 0);
    Speed speed = new Speed(1e9, 2e9, 4e9, 8e9, 0, 0, 0, 16e9, 1e30, 0, 0);
    assertThat(cost.seconds(speed)).isCloseTo(1 + 2 + 4 + 2 * 8 + 16, within(1e-9));
  }

  @Test
  void seconds_that_do_not_fit_are_292_years() {
    CircuitBuilder builder = qubits(1100);
    for (int i = 0; i < 1100; i++) {
      builder.apply(Gate.H, i);
    }
    assertThat(Cost.of(builder.build(), 1).seconds(Speed.conservative()))
        .isCloseTo(292.47 * 365 * 24 * 3600, within(1e8));
  }
}
