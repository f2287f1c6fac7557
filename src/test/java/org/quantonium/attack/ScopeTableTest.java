package org.quantonium.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.quantonium.identity.Scopes;

/** The tables of calls and of scopes in {@code docs/API.md} say what the code declares. */
class ScopeTableTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private static List<String[]> rows(String heading) throws Exception {
    String document = Files.readString(Path.of("docs/API.md"));
    String section = document.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(1).split("\\|", -1))
        .toList();
  }

  private static List<String> quoted(String cell) {
    List<String> texts = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(cell);
    while (matcher.find()) {
      texts.add(matcher.group(1));
    }
    return texts;
  }

  @Test
  void every_call_stands_there_under_its_scope_and_no_other_does() throws Exception {
    Set<String> documented = new TreeSet<>();
    for (String[] row : rows("In short")) {
      for (String path : quoted(row[0])) {
        for (String verb : row[1].replaceAll(":.*", "").strip().split(", ", -1)) {
          documented.add(verb + " " + shape(path) + " " + String.join("", quoted(row[2])));
        }
      }
    }

    assertThat(documented)
        .isEqualTo(
            Resources.all().stream()
                .map(call -> call.verb() + " " + shape(call.template()) + " " + call.scope())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** What a template is called does not matter, nor how many segments it has. */
  private static String shape(String path) {
    return path.replaceAll("\\{[^}]*}", "{}").replace("/{}/{}", "/{}");
  }

  @Test
  void every_scope_stands_there_and_whether_it_is_used() throws Exception {
    Set<String> used =
        Resources.all().stream()
            .map(Resources.Call::scope)
            .filter(scope -> !scope.isEmpty())
            .collect(Collectors.toSet());
    Set<String> documented = new TreeSet<>();
    for (String[] row : rows("Scopes")) {
      String scope = quoted(row[0]).get(0);
      documented.add(scope);
      assertThat(row[2].strip())
          .as(scope)
          .isEqualTo(used.contains(scope) ? "yes" : "no resource yet");
    }

    assertThat(documented).isEqualTo(new TreeSet<>(Scopes.ALL));
  }
}
