package org.quantonium;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/THREATS.md} has a row for each mitigation, and no row claims what is not there. */
class ThreatRegisterTest {
  private static final Path REGISTER = Path.of("docs/THREATS.md");
  private static final Path MAIN = Path.of("src/main/java/org/quantonium");
  private static final Path TEST = Path.of("src/test/java/org/quantonium");

  /** The threat model's sections, each with the number of mitigations that it names. */
  private static final List<Section> MODEL =
      List.of(
          new Section("1.1", 3),
          new Section("1.2", 4),
          new Section("1.3", 2),
          new Section("1.4", 4),
          new Section("1.5", 4),
          new Section("1.6", 3),
          new Section("2.1", 3));

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private static final List<Row> ROWS = rows();

  private record Section(String number, int mitigations) {
    Stream<String> ids() {
      return "abcdefghijklmnopqrstuvwxyz"
          .substring(0, mitigations)
          .chars()
          .mapToObj(letter -> "T" + number + "-" + (char) letter);
    }
  }

  private record Row(
      String id,
      String mitigation,
      List<String> controls,
      List<String> tests,
      String status,
      String missing) {

    static Row of(String line) {
      String[] cells = line.substring(1).split("\\|", -1);
      assertThat(cells).as(line).hasSize(7);
      return new Row(
          cells[0].strip(),
          cells[1].strip(),
          quoted(cells[2]),
          quoted(cells[3]),
          cells[4].strip(),
          cells[5].strip());
    }

    boolean claims() {
      return !status.equals("not yet");
    }
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static List<Row> rows() {
    try (Stream<String> lines = Files.lines(REGISTER)) {
      return lines.filter(line -> line.startsWith("| T")).map(Row::of).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path source(Path root, String name) {
    return root.resolve(name.replace('.', '/') + ".java");
  }

  @Test
  void has_every_mitigation_of_the_model_once_and_in_its_order() {
    assertThat(ROWS.stream().map(Row::id))
        .containsExactlyElementsOf(MODEL.stream().flatMap(Section::ids).toList());
  }

  @Test
  void knows_three_states() {
    assertThat(ROWS.stream().map(Row::status))
        .allMatch(Set.of("holds", "partly", "not yet")::contains);
  }

  @Test
  void claims_nothing_without_a_control_and_a_test() {
    assertThat(ROWS.stream().filter(Row::claims))
        .allSatisfy(
            row -> {
              assertThat(row.controls()).as(row.id()).isNotEmpty();
              assertThat(row.tests()).as(row.id()).isNotEmpty();
            });
  }

  @Test
  void names_tests_that_are_there() {
    assertThat(ROWS.stream().flatMap(row -> row.tests().stream()).distinct())
        .allSatisfy(test -> assertThat(source(TEST, test)).isRegularFile());
  }

  @Test
  void names_controls_that_are_there() {
    assertThat(ROWS.stream().flatMap(row -> row.controls().stream()).distinct())
        .allMatch(
            control ->
                Stream.of(source(MAIN, control), Path.of(control)).anyMatch(Files::isRegularFile));
  }

  @Test
  void says_what_is_missing_wherever_something_is() {
    assertThat(ROWS.stream().filter(row -> !row.status().equals("holds")))
        .noneMatch(row -> row.missing().isEmpty());
  }

  @Test
  void names_only_tests_that_the_build_runs() {
    List<String> run = Arrays.asList("Test", "Properties", "IT");

    assertThat(ROWS.stream().flatMap(row -> row.tests().stream()))
        .allMatch(test -> run.stream().anyMatch(test::endsWith));
  }
}
