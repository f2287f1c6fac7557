package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scales of qubits, by what they leave of amplitudes and by what they make of rotations. */
class QubitScalesTest {
  private static final int QUBITS = 17;

  private static StateVector passes(Kernels<?> kernels, Circuit circuit, int set) {
    StateVector state = StateVectors.zero(kernels.precision(), circuit.qubits());
    Evolution evolution =
        new Evolution(kernels, Helpers.NONE, Loan.ofNew(), Budget.unlimited(), set);
    evolution.begin(true);
    for (Operation operation : circuit.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      evolution.apply(state, apply, apply.qubits());
    }
    evolution.finish(state);
    return state;
  }

  /** Layers of rotations by one tangent after the other, with phases between neighbours. */
  private static Circuit layers(double... tangents) {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", QUBITS);
    for (int layer = 0; layer < 2 * tangents.length; layer++) {
      for (int qubit = 0; qubit < QUBITS; qubit++) {
        double tangent = (qubit % 3 == 0 ? -1 : 1) * tangents[layer % tangents.length];
        builder.apply(Gate.RY, new double[] {2 * Math.atan(tangent)}, qubit);
        builder.apply(Gate.RZ, new double[] {0.3 + qubit}, qubit);
      }
      for (int qubit = layer % 2; qubit + 1 < QUBITS; qubit += 2) {
        builder.apply(Gate.CP, new double[] {0.7}, qubit, qubit + 1);
      }
    }
    return builder.build();
  }

  private static PhaseTerms phase(Pass pass, int qubit) {
    PhaseTerms terms = new PhaseTerms(pass);
    terms.add(1 << qubit, 0.6, 0.8);
    return terms;
  }

  /** A rotation that takes its inputs the other way round, of a qubit at a scale of its own. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.25", "-0.5, 0.25", "3, -0.125", "-3, 0"})
  void a_scale_goes_with_the_value_that_it_is_of(double first, double second) {
    int qubits = 10;
    int qubit = 8;
    Kernels<double[]> kernels = KernelChoice.BEST;
    int all = (1 << qubits) - 1;
    Pass pass = new Pass(all, all, qubits, kernels);
    QubitScales scales = new QubitScales(qubits, Precision.DOUBLE);
    PhaseTerms terms = phase(pass, qubit);
    scales.prepare(terms, qubit, first, false);
    scales.finish(terms);
    double cos = 1 / Math.sqrt(1 + first * first);
    double other = 1 / Math.sqrt(1 + second * second);
    scales.rotate(pass, qubit, first, false, cos);
    pass.endRotations();
    scales.rotate(pass, qubit, second, true, other);
    pass.endRotations();
    scales.end(phase(pass, qubit));

    StateVector found = StateVectors.run(RandomCircuits.gates(qubits, 60, 1));
    StateVector expected = found.copy(Budget.unlimited());
    new Block<>(qubits, kernels, Loan.ofNew(), Budget.unlimited())
        .run(pass, pass.ready(), 0, found);
    double t = first * cos;
    double u = second * other;
    for (Matrix step :
        List.of(
            Matrix.of(1, 0, 0, 0, 0, 0, 0.6, 0.8),
            Matrix.of(cos, 0, -t, 0, t, 0, cos, 0),
            Matrix.of(-u, 0, other, 0, other, 0, u, 0),
            Matrix.of(1, 0, 0, 0, 0, 0, 0.6, 0.8))) {
      expected.apply(step, new int[] {qubit}, 0, Budget.unlimited());
    }
    assertThat(StateVectors.distance(found, expected)).isLessThan(1e-14);
  }

  /**
   * Scales of all qubits at once would lose what is kept in single precision, on either side of
   * what a scale may be and whichever comes after which.
   */
  @ParameterizedTest
  @CsvSource({
    "0.0078125, 0.0078125",
    "0.00391, 0.0039",
    "0.0078125, 31",
    "31, 0.0078125",
    "-0.0078125, 33",
    "33, -31",
    "0.125, 8",
    "-0.125, 1e-9",
    "-0.7, 1e9"
  })
  void no_amplitude_is_lost(double first, double second) {
    Circuit circuit = layers(first, second);
    StateVector expected = StateVectors.run(circuit);
    for (int set : new int[] {9, 10, 11, 13, 16}) {
      assertThat(StateVectors.distance(passes(KernelChoice.SINGLE, circuit, set), expected))
          .isLessThan(1e-5);
      assertThat(StateVectors.distance(passes(new FloatPlainKernels(), circuit, set), expected))
          .isLessThan(1e-5);
      assertThat(StateVectors.distance(passes(KernelChoice.BEST, circuit, set), expected))
          .isLessThan(1e-12);
    }
  }

  @Test
  void rotations_by_threes_are_subtractions_wherever_phases_come_before() {
    CountingKernels kernels = new CountingKernels(KernelChoice.BEST);
    passes(kernels, layers(0.4, -1.7, 0.9), Precision.DOUBLE.set);
    assertThat(kernels.threes).isGreaterThan(20);
    assertThat(kernels.units).isGreaterThan(kernels.threes / 2);
  }
}
