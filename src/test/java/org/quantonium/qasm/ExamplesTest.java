package org.quantonium.qasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.StateVectorSimulator;

/** Each file of docs/examples does what its first line says. */
class ExamplesTest {
  private static final Path DIRECTORY = Path.of("docs", "examples");
  private static final int SHOTS = 2000;

  private static Outcome run(String file) throws IOException {
    String source = Files.readString(DIRECTORY.resolve(file));
    return StateVectorSimulator.run(
        QasmReader.read(source, QasmLimits.defaults()), SHOTS, 7, Budget.unlimited());
  }

  static Stream<Arguments> distributions() {
    double flipped = Math.pow(Math.sin(Math.PI / 5), 2);
    return Stream.of(
        Arguments.of("bell.qasm", Map.of("00", 0.5, "11", 0.5)),
        Arguments.of("ghz_3.qasm", Map.of("000", 0.5, "111", 0.5)),
        Arguments.of("ghz_20.qasm", Map.of("0".repeat(20), 0.5, "1".repeat(20), 0.5)),
        Arguments.of("qft_5.qasm", Map.of("01101", 1.0)),
        Arguments.of("qft_16.qasm", Map.of("1001111000111000", 1.0)),
        Arguments.of("grover_3.qasm", Map.of("101", 121.0 / 128, "000", 1.0 / 128)),
        Arguments.of("grover_5.qasm", Map.of("10110", 0.9991823155)),
        Arguments.of(
            "teleportation.qasm",
            Map.of("0 0 0", 0.25, "0 0 1", 0.25, "0 1 0", 0.25, "0 1 1", 0.25)),
        Arguments.of("phase_estimation.qasm", Map.of("0101", 1.0)),
        Arguments.of("bernstein_vazirani.qasm", Map.of("110101", 1.0)),
        Arguments.of(
            "deutsch_jozsa.qasm", Map.of("001", 0.25, "011", 0.25, "101", 0.25, "111", 0.25)),
        Arguments.of(
            "w_state.qasm", Map.of("0001", 0.25, "0010", 0.25, "0100", 0.25, "1000", 0.25)),
        Arguments.of("bit_flip_code.qasm", Map.of("11 000", 1 - flipped, "11 001", flipped)),
        Arguments.of("ripple_carry_adder.qasm", Map.of("10010", 1.0)),
        Arguments.of("superdense_coding.qasm", Map.of("10", 1.0)),
        Arguments.of("ansatz.qasm", Map.of("0000", 0.2758936842, "1111", 0.2252672595)),
        Arguments.of(
            "repeat_until_success.qasm",
            Map.of("0 0 0", 0.5, "0 0 1", 0.25, "0 1 1", 0.125, "1 1 1", 0.125)));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void an_example_has_the_distribution_that_it_announces(String file, Map<String, Double> expected)
      throws IOException {
    Outcome outcome = run(file);
    expected.forEach(
        (label, p) -> assertThat(outcome.probabilities().get(label)).isCloseTo(p, within(1e-9)));
    assertThat(outcome.probabilityMass()).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void counts_lie_within_five_deviations(String file, Map<String, Double> expected)
      throws IOException {
    Outcome outcome = run(file);
    assertThat(outcome.counts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(SHOTS);
    assertThat(outcome.probabilities().keySet()).containsAll(outcome.counts().keySet());
    expected.forEach(
        (label, p) ->
            assertThat((double) outcome.counts().getOrDefault(label, 0L))
                .isCloseTo(SHOTS * p, within(1 + 5 * Math.sqrt(SHOTS * p * (1 - p)))));
  }

  @Test
  void every_example_is_tested() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".qasm")))
          .containsExactlyInAnyOrderElementsOf(
              distributions().map(arguments -> (String) arguments.get()[0]).toList());
    }
  }
}
