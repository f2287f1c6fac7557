package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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
  void a_gate_whose_control_is_still_0_superposes_nothing() {
    Work idle = work(qubits(3).apply(Gate.CH, 0, 1).apply(Gate.CSX, 1, 2));
    Work busy = work(qubits(3).apply(Gate.X, 0).apply(Gate.CH, 0, 1).apply(Gate.CSX, 1, 2));
    assertThat(idle.entries()).isLessThan(busy.entries());
    assertThat(idle.pairs()).isLessThan(busy.pairs());
  }

  @Property(tries = 400)
  void no_run_has_more_bit_strings_than_its_price(
      @ForAll @IntRange(min = 2, max = 5) int qubits, @ForAll long seed) {
    for (Circuit circuit :
        List.of(RandomCircuits.gates(qubits, 7, seed), RandomCircuits.dynamic(qubits, seed))) {
      Outcome outcome = StateVectorSimulator.run(circuit, 50, seed, Budget.unlimited());
      int entries = outcome.counts().size() + outcome.probabilities().size();
      for (Map<String, Double> marginal : outcome.marginals().values()) {
        entries += marginal.size();
      }
      assertThat(Cost.of(circuit, 50).work().entries()).isGreaterThanOrEqualTo(entries);
    }
  }

  @Test
  void bodies_of_conditions_count_wherever_they_may_be_done() {
    CircuitBuilder builder = qubits(2);
    builder.classicalRegister("c", 1);
    builder.apply(Gate.H, 0).measure(0, 0);
    builder.conditional(0, BigInteger.ONE, () -> builder.apply(Gate.X, 1));
    Work work = work(builder);
    assertThat(work.histories()).isEqualTo(2);
    assertThat(work.pairs()).isEqualTo(4 + 2 * 4);
  }

  private static CircuitBuilder layer(int qubits) {
    CircuitBuilder builder = qubits(qubits);
    for (int i = 0; i < qubits; i++) {
      builder.apply(Gate.H, i).apply(Gate.T, i).apply(Gate.H, i);
    }
    return builder;
  }

  @Test
  void a_large_state_is_priced_by_the_sweeps_that_are_left() {
    Work once = work(layer(14));
    assertThat(once.doubles().copies()).isEqualTo(1 << 14);
    assertThat(once.doubles().lanes())
        .isEqualTo((double) KernelChoice.BEST.laneQubits() * (1 << 14));
    assertThat(once.pairs() + once.diagonals() + once.groups()).isZero();

    CircuitBuilder renamed = layer(14).apply(Gate.SWAP, 0, 13).apply(Gate.T, 3);
    assertThat(work(renamed).doubles()).isEqualTo(once.doubles());
    CircuitBuilder coupled = layer(14).apply(Gate.CX, 12, 13);
    assertThat(work(coupled).doubles().plain()).isGreaterThan(once.doubles().plain());
  }

  @Test
  void two_gates_on_eleven_qubits_are_priced_one_by_one() {
    CircuitBuilder builder = layer(11);
    builder.classicalRegister("c", 1);
    builder.measure(0, 0).apply(Gate.H, 0).apply(Gate.H, 1);
    Work work = work(builder);
    assertThat(work.pairs()).isEqualTo((2 * 2) << 11);
    assertThat(work.doubles()).isEqualTo(work(layer(11)).doubles());
  }

  @Test
  void passes_in_single_precision_have_figures_of_their_own() {
    Circuit circuit = layer(14).build();
    RunOptions single = RunOptions.of(100, 1).withPrecision(Precision.SINGLE);
    Cost cost = Cost.of(circuit, single);
    assertThat(cost.work().doubles()).isEqualTo(Sweeps.NONE);
    assertThat(cost.work().singles().copies()).isEqualTo(1 << 14);
    Sweeps slow = new Sweeps(1e9, 1e9, 1e9, 1e9);
    Sweeps fast = new Sweeps(1, 0, 0, 0);
    Speed speed = new Speed(0, 0, 0, 0, 0, 0, 0, slow, fast, 0, 0, 0, 0, 0);
    assertThat(cost.seconds(speed)).isCloseTo(1e-9 * (1 << 14), within(1e-12));
  }

  @Test
  void passes_on_both_sides_of_a_measurement_are_not_one() {
    CircuitBuilder builder = layer(14);
    builder.classicalRegister("c", 1);
    builder.measure(0, 0).apply(Gate.H, 1).apply(Gate.H, 0);
    assertThat(work(builder).doubles().copies()).isEqualTo((1 + 2) << 14);
  }

  @Test
  void what_is_not_planned_is_priced_like_what_is() {
    Work some = work(layers(17, 300));
    Work more = work(layers(17, 600));
    assertThat(more.doubles().copies())
        .isBetween(1.9 * some.doubles().copies(), 2.1 * some.doubles().copies());
    assertThat(more.doubles().plain())
        .isBetween(1.9 * some.doubles().plain(), 2.1 * some.doubles().plain());
  }

  private static CircuitBuilder layers(int qubits, int layers) {
    CircuitBuilder builder = qubits(qubits);
    for (int layer = 0; layer < layers; layer++) {
      for (int i = 0; i < qubits; i++) {
        builder.apply(Gate.RY, new double[] {0.1 + layer}, i);
      }
      for (int i = layer % 2; i + 1 < qubits; i += 2) {
        builder.apply(Gate.CZ, i, i + 1);
      }
    }
    return builder;
  }

  @Test
  void seconds_are_the_sum_over_the_kinds_of_work() {
    Cost cost = Cost.of(qubits(1).apply(Gate.H, 0).build(), 0);
    Sweeps none = Sweeps.NONE;
    Speed speed = new Speed(1e9, 2e9, 0, 4e9, 8e9, 0, 0, none, none, 0, 16e9, 1e30, 0, 0);
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
