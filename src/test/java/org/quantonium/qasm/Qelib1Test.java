package org.quantonium.qasm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Complex;
import org.quantonium.engine.Gate;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;

/** The bodies in docs/qelib1.inc and the matrices of the engine say the same. */
class Qelib1Test {
  private static final List<String> ANGLES = List.of("0.7", "-1.9", "2.3", "0.4");

  static Stream<Gate> gates() {
    return Arrays.stream(Gate.values()).filter(Gate::inQelib1);
  }

  private static String definitions() throws IOException {
    return Files.readString(Path.of("docs", "qelib1.inc"));
  }

  private static List<Complex> column(String definitions, Gate gate, int column) {
    StringBuilder source = new StringBuilder(definitions);
    source.append("qreg q[").append(gate.qubits()).append("];");
    for (int qubit = 0; qubit < gate.qubits(); qubit++) {
      if (((column >> qubit) & 1) == 1) {
        source.append("x q[").append(qubit).append("];");
      }
    }
    source.append(gate.symbol());
    if (gate.parameters() > 0) {
      source.append('(').append(String.join(",", ANGLES.subList(0, gate.parameters()))).append(')');
    }
    for (int qubit = 0; qubit < gate.qubits(); qubit++) {
      source.append(qubit == 0 ? " q[" : ",q[").append(qubit).append(']');
    }
    source.append(';');
    return StateVectorSimulator.run(
            QasmReader.read(source.toString(), QasmLimits.defaults()),
            RunOptions.of(0, 0).withStateVector(),
            Budget.unlimited())
        .stateVector()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("gates")
  void a_body_is_its_matrix_up_to_one_phase(Gate gate) throws IOException {
    double overlapRe = 0;
    double overlapIm = 0;
    int size = 1 << gate.qubits();
    for (int column = 0; column < size; column++) {
      List<Complex> body = column(definitions(), gate, column);
      List<Complex> matrix = column("", gate, column);
      for (int row = 0; row < size; row++) {
        Complex a = body.get(row);
        Complex b = matrix.get(row);
        overlapRe += a.re() * b.re() + a.im() * b.im();
        overlapIm += a.re() * b.im() - a.im() * b.re();
      }
    }
    // |trace(A* B)| = size for unitary A and B only if B is A times a phase.
    assertThat(Math.hypot(overlapRe, overlapIm) - size).isBetween(-1e-12, 1e-12);
  }

  @Test
  void every_gate_of_the_table_has_a_body() throws IOException {
    String text = definitions();
    assertThat(gates().map(Gate::symbol))
        .allMatch(
            name -> text.contains("gate " + name + " ") || text.contains("gate " + name + "("));
  }

  @Test
  void angles_of_a_controlled_rotation_and_of_a_controlled_phase_differ() {
    assertThat(column("", Gate.CRZ, 3)).isNotEqualTo(column("", Gate.CP, 3));
    assertThat(column("", Gate.RCCX, 7)).isNotEqualTo(column("", Gate.CCX, 7));
  }
}
