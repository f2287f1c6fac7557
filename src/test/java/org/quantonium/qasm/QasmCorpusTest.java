package org.quantonium.qasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.StateVectorSimulator;

/**
 * Programs with what is to come of them.
 *
 * <p>An accepted one ends with its whole distribution, a probability and a bit string on each line
 * that begins with "//>". These were not computed by the engine but by a script that knows U, CX
 * and the bodies of docs/qelib1.inc alone. A refused one begins with "//!", line, column and
 * message.
 */
class QasmCorpusTest {
  private static final Path ROOT = Path.of("src", "test", "resources", "qasm");

  private static Stream<Path> files(String directory) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
      return files.sorted().toList().stream();
    }
  }

  static Stream<Path> accepted() throws IOException {
    return files("accepted");
  }

  static Stream<Path> refused() throws IOException {
    return files("refused");
  }

  private static Map<String, Double> announced(String source) {
    Map<String, Double> distribution = new TreeMap<>();
    source
        .lines()
        .filter(line -> line.startsWith("//> "))
        .forEach(
            line -> {
              String[] parts = line.split(" ", 3);
              distribution.put(parts[2], Double.valueOf(parts[1]));
            });
    return distribution;
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void an_accepted_program_has_exactly_the_announced_distribution(Path file) throws IOException {
    String source = Files.readString(file);
    Map<String, Double> expected = announced(source);
    Outcome outcome =
        StateVectorSimulator.run(
            QasmReader.read(source, QasmLimits.defaults()), 100, 1, Budget.unlimited());
    assertThat(outcome.probabilities().keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (label, p) ->
            assertThat(outcome.probabilities().get(label))
                .describedAs(label)
                .isCloseTo(p, within(1e-12)));
    assertThat(expected.keySet()).containsAll(outcome.counts().keySet());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_refused_program_is_told_line_column_and_remedy(Path file) throws IOException {
    String source = Files.readString(file);
    QasmException refusal =
        catchThrowableOfType(
            QasmException.class, () -> QasmReader.read(source, QasmLimits.defaults()));
    assertThat(refusal).isNotNull();
    String told = refusal.line() + " " + refusal.column() + " " + refusal.getMessage();
    assertThat("//! " + told).isEqualTo(source.lines().findFirst().orElseThrow());
    assertThat(refusal.getMessage()).matches("[ -~]{1,200}");
  }

  @Test
  void the_corpus_is_large() throws IOException {
    assertThat(accepted()).hasSizeGreaterThan(100);
    assertThat(refused()).hasSizeGreaterThan(100);
  }
}
