package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A price and its run go by one plan. */
class PlannedTest {
  private static StateVector evolved(Circuit circuit, Kernels<?> kernels, boolean planned) {
    Planned plan = Planned.of(circuit, RunOptions.of(0, 1).withPrecision(kernels.precision()));
    StateVector state = StateVectors.zero(kernels.precision(), circuit.qubits());
    Evolution evolution = new Evolution(kernels, Helpers.NONE, Loan.ofNew(), Budget.unlimited());
    evolution.begin(true);
    if (planned) {
      Opening opening = plan.opening.orElseThrow();
      assertThat(opening.operations()).isEqualTo(circuit.operations().size());
      evolution.run(opening.passes(), opening.updates(), state);
      return state;
    }
    for (Operation operation : circuit.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      evolution.apply(state, apply, apply.qubits());
    }
    evolution.finish(state);
    return state;
  }

  @Property(tries = 20)
  void amplitudes_are_bit_by_bit_those_of_a_run_that_plans(
      @ForAll @IntRange(min = 12, max = 17) int qubits,
      @ForAll Precision precision,
      @ForAll long seed) {
    Circuit circuit = RandomCircuits.gates(qubits, 60, seed);
    if (new Plan(circuit, Budget.unlimited()).active < qubits) {
      return;
    }
    Kernels<?> kernels = KernelChoice.of(precision);
    StateVector one = evolved(circuit, kernels, true);
    StateVector other = evolved(circuit, kernels, false);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.real(i)).isEqualTo(other.real(i));
      assertThat(one.imaginary(i)).isEqualTo(other.imaginary(i));
    }
  }

  @Property(tries = 20)
  void the_sweeps_of_a_price_are_those_that_kernels_are_called_for(
      @ForAll @IntRange(min = 12, max = 17) int qubits, @ForAll long seed) {
    Circuit circuit = RandomCircuits.gates(qubits, 60, seed);
    if (new Plan(circuit, Budget.unlimited()).active < qubits) {
      return;
    }
    CountingKernels kernels = new CountingKernels(KernelChoice.BEST);
    evolved(circuit, kernels, false);
    Sweeps priced = Cost.of(circuit, 0).work().doubles();
    assertThat((double) kernels.plain).isEqualTo(priced.plain());
    assertThat((double) kernels.lanes).isEqualTo(priced.lanes());
    assertThat((double) kernels.phases).isEqualTo(priced.phases());
  }

  @Test
  void gates_before_a_condition_or_after_a_measurement_are_planned_by_the_run() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 12);
    builder.classicalRegister("c", 1);
    for (int i = 0; i < 12; i++) {
      builder.apply(Gate.H, i);
    }
    builder.measure(0, 0).apply(Gate.CX, 0, 1).apply(Gate.H, 0);
    Planned looked = Planned.of(builder.build(), RunOptions.of(0, 1));
    assertThat(looked.opening.orElseThrow().operations()).isEqualTo(12);

    CircuitBuilder conditional = Circuit.builder();
    conditional.quantumRegister("q", 12);
    conditional.classicalRegister("c", 1);
    conditional.conditional(0, BigInteger.ONE, () -> conditional.apply(Gate.X, 0));
    for (int i = 0; i < 12; i++) {
      conditional.apply(Gate.H, i);
    }
    assertThat(Planned.of(conditional.build(), RunOptions.of(0, 1)).opening).isEmpty();
  }

  @Test
  void a_digest_is_made_once() {
    Circuit circuit = RandomCircuits.gates(12, 100, 1);
    assertThat(circuit.digest()).isSameAs(circuit.digest());
  }

  @Test
  void a_run_does_not_plan_what_its_price_has_planned() {
    Planned planned = Planned.of(deep(16, 15), RunOptions.of(0, 1).withMaxProbabilities(0));
    assertThat(planned.opening).isPresent();
    Outcome outcome =
        StateVectorSimulator.run(planned, Budget.unlimited(), Helpers.NONE, ArrayPool.NONE);
    assertThat(outcome.cost()).isSameAs(planned.cost());
  }

  /** What waits between price and run must be small, however large the circuit. */
  @Test
  void keeps_no_passes_of_a_long_circuit() {
    assertThat(Planned.of(deep(16, 200), RunOptions.of(0, 1)).opening).isEmpty();
  }

  @Test
  void plans_a_bounded_number_of_passes() {
    assertThat(planned(20)).isEqualTo(PassPricing.MOST_PASSES);
  }

  /** Each of them does all that waits at most. */
  @Test
  void plans_fewer_passes_where_one_does_thousands_of_rotations() {
    assertThat(planned(12)).isBetween(1, 3);
  }

  /** How many passes a long circuit has planned for its price. */
  private static int planned(int qubits) {
    PassPricing pricing = new PassPricing(qubits, KernelChoice.BEST, Budget.unlimited());
    Circuit circuit = deep(qubits, 4000);
    for (Operation operation : circuit.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      pricing.add(apply, apply.qubits(), 1);
    }
    pricing.settle(1, circuit.operations().size());
    return pricing.passes();
  }

  @Test
  void a_rotation_that_fills_no_sweep_waits_for_the_next_round() {
    Pass pass = new PassPlanner(lowered(fourAndTwo(), 12), 12, true, KernelChoice.BEST, 16).next();
    assertThat(pass.rotations).isEqualTo(6);
    // Three qubits, a phase, three qubits, and the scale of all.
    assertThat(pass.sweeps().plain()).isEqualTo(4.0 * (1 << 12));
  }

  /** Leaving out one qubit after the other finds sets for four. */
  @Test
  void a_set_is_better_for_a_qubit_that_was_left_out_before() {
    Lowered gates = lowered(matched(12, 6, 9), 12);
    PassPlanner planner = new PassPlanner(gates, 12, true, new DoublePlainKernels(), 10);
    assertThat(planner.rest(Budget.unlimited())).hasSize(3);
  }

  private static Lowered lowered(Circuit circuit, int qubits) {
    Lowering lowering = new Lowering(qubits, true, Precision.DOUBLE);
    for (Operation operation : circuit.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      lowering.add(apply.gate(), apply.matrix(), apply.qubits(), apply.controls());
    }
    lowering.finish();
    return lowering.lowered;
  }

  /** Layers of rotations, and of phases between random pairs. */
  private static Circuit matched(int qubits, int layers, int seed) {
    Random random = new Random(seed);
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", qubits);
    List<Integer> order = new ArrayList<>(IntStream.range(0, qubits).boxed().toList());
    for (int layer = 0; layer < layers; layer++) {
      for (int q = 0; q < qubits; q++) {
        builder.apply(Gate.RY, new double[] {0.5}, q);
      }
      Collections.shuffle(order, random);
      for (int i = 0; i + 1 < qubits; i += 2) {
        builder.apply(Gate.CZ, order.get(i), order.get(i + 1));
      }
    }
    return builder.build();
  }

  /** Rotations of four high qubits, a phase between two of them, and rotations of those two. */
  private static Circuit fourAndTwo() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 12);
    double[] angle = {0.5};
    for (int i = 7; i < 11; i++) {
      builder.apply(Gate.RY, angle, i);
    }
    return builder.apply(Gate.CZ, 7, 8).apply(Gate.RY, angle, 7).apply(Gate.RY, angle, 8).build();
  }

  private static Circuit deep(int qubits, int layers) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", qubits);
    for (int layer = 0; layer < layers; layer++) {
      for (int i = 0; i < qubits; i++) {
        builder.apply(Gate.RY, new double[] {0.1 + layer}, i);
      }
      for (int i = 0; i < qubits / 2; i++) {
        builder.apply(Gate.CZ, (3 * i + layer) % qubits, (3 * i + layer + 1 + layer % 5) % qubits);
      }
    }
    return builder.build();
  }
}
