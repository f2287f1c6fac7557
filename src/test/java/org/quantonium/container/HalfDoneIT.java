package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server's transactions, around errors: in a WAR that has {@link HalfDone} beside what is
 * shipped. A node of its own for what only a server's new version can break.
 */
@Tag("apart")
@EnabledIfSystemProperty(named = "proof", matches = "true", disabledReason = "a node of its own")
class HalfDoneIT {
  @TempDir private static Path directory;
  private static Node node;

  @BeforeAll
  static void start() throws Exception {
    node = Node.startOf(war(), directory.resolve("data")).awaitReady();
  }

  @AfterAll
  static void stop() {
    node.kill();
  }

  private static Path war() throws Exception {
    Path war = Files.copy(Server.war(), directory.resolve("quantonium.war"));
    try (FileSystem files = FileSystems.newFileSystem(war)) {
      for (Class<?> added :
          new Class<?>[] {HalfDone.class, HalfDone.Writer.class, HalfDone.Joined.class}) {
        String name = added.getName().replace('.', '/') + ".class";
        Path place = files.getPath("WEB-INF/classes", name);
        Files.createDirectories(place.getParent());
        try (InputStream compiled = added.getClassLoader().getResourceAsStream(name)) {
          Files.copy(compiled, place);
        }
      }
    }
    return war;
  }

  private static String rowsAfter(String act) {
    HttpResponse<String> answer = Http.send(node.request("/half-done/" + act).build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** So that it is seen that a row would be counted. */
  @Test
  void what_was_done_whole_stays() {
    assertThat(rowsAfter("whole")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"required", "requires-new", "mandatory"})
  void an_error_in_a_transaction_leaves_nothing_of_it(String act) {
    assertThat(rowsAfter(act)).isEqualTo("0");
  }
}
