package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The passes in either precision against one gate after the other in double. */
class EvolutionProperties {
  private static final int SMALLEST_SET = PassPlanner.ROW + 1;

  private static List<Kernels<?>> kernels() {
    return List.of(
        new DoublePlainKernels(), KernelChoice.BEST, new FloatPlainKernels(), KernelChoice.SINGLE);
  }

  private static double tolerance(Kernels<?> kernels) {
    return kernels.precision() == Precision.DOUBLE ? 1e-12 : 1e-5;
  }

  @Property(tries = 300)
  void small_states_are_those_of_the_gates_one_by_one(
      @ForAll @IntRange(min = 1, max = 8) int qubits,
      @ForAll @IntRange(min = 1, max = 60) int length,
      @ForAll long seed) {
    agree(RandomCircuits.gates(qubits, length, seed), Precision.DOUBLE.set, seed);
  }

  @Property(tries = 60)
  void states_of_several_blocks_are_those_of_the_gates_one_by_one(
      @ForAll @IntRange(min = 9, max = 13) int qubits, @ForAll long seed) {
    agree(RandomCircuits.gates(qubits, 100, seed), SMALLEST_SET + (int) (seed & 1), seed);
  }

  @Property(tries = 8)
  void states_larger_than_a_set_are_those_of_the_gates_one_by_one(
      @ForAll @IntRange(min = 14, max = 16) int qubits, @ForAll long seed) {
    agree(RandomCircuits.gates(qubits, 60, seed), 11 + (int) (seed & 3), seed);
  }

  /** More couplings between two rotations than a table tells apart. */
  @Property(tries = 20)
  void phases_between_all_qubits_are_those_of_the_gates_one_by_one(
      @ForAll @IntRange(min = 10, max = 15) int qubits, @ForAll long seed) {
    agree(
        RandomCircuits.coupled(qubits, seed),
        Math.max(SMALLEST_SET, qubits - (int) (seed & 3)),
        seed);
  }

  /** Cosines just above the least that is not turned about, and just below. */
  @Property(tries = 4)
  void rounds_of_the_steepest_rotations_stay_within_range(@ForAll @IntRange(max = 99) int seed) {
    int qubits = Precision.SINGLE.set;
    for (double cosine : new double[] {1.01, 0.99}) {
      CircuitBuilder builder = Circuit.builder();
      builder.quantumRegister("q", qubits);
      for (int layer = 0; layer < 6; layer++) {
        for (int qubit = 0; qubit < qubits; qubit++) {
          double angle = 2 * Math.acos(cosine * Precision.SINGLE.leastCosine);
          builder.apply(Gate.RY, new double[] {angle}, qubit);
        }
        for (int qubit = layer % 2; qubit + 1 < qubits; qubit += 2) {
          builder.apply(Gate.CP, new double[] {0.1 * seed}, qubit, qubit + 1);
        }
      }
      agree(builder.build(), Precision.SINGLE.set, seed);
    }
  }

  /** From 0...0, and then again from where that led. */
  private static void agree(Circuit circuit, int set, long seed) {
    Circuit more = RandomCircuits.gates(circuit.qubits(), 20, seed + 1);
    StateVector expected = StateVectors.run(circuit);
    StateVector then = expected.copy(Budget.unlimited());
    for (Operation operation : more.operations()) {
      StateVectors.apply(then, (Operation.Apply) operation);
    }
    for (Kernels<?> kernels : kernels()) {
      StateVector found = StateVectors.zero(kernels.precision(), circuit.qubits());
      Evolution evolution =
          new Evolution(kernels, Helpers.NONE, Loan.ofNew(), Budget.unlimited(), set);
      evolution.begin(true);
      evolve(evolution, found, circuit);
      assertThat(StateVectors.distance(found, expected)).isLessThan(tolerance(kernels));
      evolve(evolution, found, more);
      assertThat(StateVectors.distance(found, then)).isLessThan(tolerance(kernels));
    }
  }

  private static void evolve(Evolution evolution, StateVector state, Circuit circuit) {
    for (Operation operation : circuit.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      evolution.apply(state, apply, apply.qubits());
    }
    evolution.finish(state);
  }
}
