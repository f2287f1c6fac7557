package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
  private static double[] angles(Gate gate) {
    return new Random(gate.symbol().hashCode()).doubles(gate.parameters(), -7, 7).toArray();
  }

  private static int[] ascending(int from, int count) {
    int[] qubits = new int[count];
    for (int i = 0; i < count; i++) {
      qubits[i] = from + i;
    }
    return qubits;
  }

  /**
   * The matrix that the kernels apply, column by column, on as many qubits as the operands need.
   */
  private static Dense applied(Gate gate, double[] angles, int[] operands, int qubits) {
    Dense m = new Dense(1 << qubits);
    for (int column = 0; column < m.size; column++) {
      CircuitBuilder builder = Circuit.builder();
      builder.quantumRegister("q", qubits);
      for (int qubit = 0; qubit < qubits; qubit++) {
        if (((column >>> qubit) & 1) == 1) {
          builder.apply(Gate.X, qubit);
        }
      }
      builder.apply(gate, angles, operands);
      StateVector state = StateVectors.run(builder.build());
      for (int row = 0; row < m.size; row++) {
        m.re[row][column] = state.real(row);
        m.im[row][column] = state.imaginary(row);
      }
    }
    return m;
  }

  @ParameterizedTest
  @EnumSource
  void every_gate_is_its_defining_matrix(Gate gate) {
    int n = gate.qubits();
    int[] operands = ascending(0, n);
    assertThat(
            applied(gate, angles(gate), operands, n)
                .distance(ReferenceGates.unitary(gate.symbol(), angles(gate), operands, n)))
        .isLessThan(1e-14);
  }

  @ParameterizedTest
  @EnumSource
  void every_gate_can_be_controlled(Gate gate) {
    int n = gate.qubits() + 1;
    int[] operands = ascending(1, gate.qubits());
    int[] withControl = ascending(0, n);
    Dense plain = ReferenceGates.unitary(gate.symbol(), angles(gate), operands, n);
    assertThat(
            applied(gate, angles(gate), withControl, n)
                .distance(ReferenceGates.controlled(plain, n, 0)))
        .isLessThan(1e-14);
  }

  @ParameterizedTest
  @EnumSource
  void every_gate_is_undone_by_its_inverse(Gate gate) {
    int n = gate.qubits();
    double[] angles = angles(gate);
    Dense forth = applied(gate, angles, ascending(0, n), n);
    Dense back = applied(gate.inverse(), gate.inverseParameters(angles), ascending(0, n), n);
    assertThat(back.times(forth).distance(Dense.identity(1 << n))).isLessThan(1e-14);
  }

  @ParameterizedTest
  @EnumSource
  void every_name_finds_its_row(Gate gate) {
    assertThat(Gate.named(gate.symbol())).contains(gate);
    assertThat(gate.inverse().inverse()).isEqualTo(gate);
  }
}
