package org.quantonium;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents lead a reader to what is there, and to all decisions. */
class DocumentsTest {
  private static final Path ARCHITECTURE = Path.of("docs/ARCHITECTURE.md");
  private static final Path DECISIONS = Path.of("docs/adr");

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)");
  private static final Pattern DECISION = Pattern.compile("(?m)^\\| \\[\\d+]\\((adr/[^)]+)\\) \\|");

  @Test
  void every_link_to_a_file_leads_to_one() throws IOException {
    for (Path document : documents()) {
      for (String link : all(LINK, document)) {
        assertThat(document.resolveSibling(link).normalize()).as("in %s", document).exists();
      }
    }
  }

  @Test
  void every_decision_is_listed_once_and_in_order() throws IOException {
    try (Stream<Path> decisions = Files.list(DECISIONS)) {
      assertThat(all(DECISION, ARCHITECTURE))
          .containsExactlyElementsOf(
              decisions.map(file -> "adr/" + file.getFileName()).sorted().toList());
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> root = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static List<String> all(Pattern pattern, Path document) throws IOException {
    return pattern.matcher(Files.readString(document)).results().map(DocumentsTest::one).toList();
  }

  private static String one(MatchResult match) {
    return match.group(1);
  }
}
