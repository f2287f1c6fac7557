package org.quantonium.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
  private static final byte[] SECRET = "secret".getBytes(US_ASCII);

  @TempDir private Path temporary;

  @Test
  void is_made_with_its_parents_for_its_owner_alone() throws IOException {
    DataDirectory directory = new DataDirectory(temporary.resolve("a/b/data").toString());

    assertThat(directory.root()).isEqualTo(temporary.resolve("a/b/data")).isDirectory();
    assertThat(mode(directory.root())).isEqualTo("rwx------");
  }

  @Test
  void is_found_again() {
    directory().writeSecret("name", SECRET);

    assertThat(directory().readSecret("name")).contains(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x---", "rwx--x--x", "rwx---r--", "rwx----w-"})
  void is_refused_while_it_is_open_to_others(String mode) throws IOException {
    Path root = directory().root();
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(mode));

    assertThatThrownBy(this::directory)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(root + " is open to others (" + mode + "): chmod 700 " + root);
  }

  @Test
  void is_refused_as_a_symbolic_link() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Path link = Files.createSymbolicLink(temporary.resolve("data"), real);

    assertThatThrownBy(this::directory).hasMessageContaining(link + " is a symbolic link");
  }

  @Test
  void is_refused_as_a_file() throws IOException {
    Files.writeString(temporary.resolve("data"), "");

    assertThatThrownBy(this::directory).isInstanceOf(RuntimeException.class);
  }

  @Test
  void a_secret_that_is_not_there_is_absent() {
    assertThat(directory().readSecret("name")).isEmpty();
  }

  @Test
  void a_secret_is_written_for_its_owner_to_read() throws IOException {
    directory().writeSecret("name", SECRET);

    assertThat(mode(directory().root().resolve("name"))).isEqualTo("r--------");
  }

  @Test
  void a_secret_is_written_once() {
    directory().writeSecret("name", SECRET);

    assertThatThrownBy(() -> directory().writeSecret("name", new byte[1]))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("name cannot be written");
    assertThat(directory().readSecret("name")).contains(SECRET);
  }

  @Test
  void nothing_else_is_left_behind_by_a_write_or_a_refused_one() {
    directory().writeSecret("name", SECRET);
    assertThatThrownBy(() -> directory().writeSecret("name", SECRET));

    assertThat(directory().root()).isDirectoryNotContaining("glob:**.new*");
    assertThat(directory().root().toFile().list()).containsExactly("name");
  }

  @Test
  void one_of_many_writers_wins_and_its_secret_is_the_one_in_the_file() throws Exception {
    int writers = 4;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 50; round++) {
        String name = "name" + round;
        List<Integer> winners = race(pool, writers, name);

        assertThat(winners).hasSize(1);
        assertThat(directory().readSecret(name)).contains(content(winners.get(0)));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private List<Integer> race(ExecutorService pool, int writers, String name) throws Exception {
    DataDirectory directory = directory();
    CyclicBarrier start = new CyclicBarrier(writers);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      byte[] content = content(i);
      tasks.add(
          () -> {
            start.await();
            try {
              directory.writeSecret(name, content);
              return true;
            } catch (UncheckedIOException lost) {
              return false;
            }
          });
    }
    List<Future<Boolean>> results = pool.invokeAll(tasks);
    List<Integer> winners = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      if (results.get(i).get()) {
        winners.add(i);
      }
    }
    return winners;
  }

  private static byte[] content(int writer) {
    return Integer.toString(writer).repeat(32).getBytes(US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r-----", "r-----r--", "rw--w----", "rw-----w-", "r----x---"})
  void a_secret_is_refused_while_it_is_open_to_others(String mode) throws IOException {
    directory().writeSecret("name", SECRET);
    Path file = directory().root().resolve("name");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThatThrownBy(() -> directory().readSecret("name"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(file + " is open to others (" + mode + "): chmod 400 " + file);
  }

  @Test
  void a_secret_is_read_after_the_remedy() throws IOException {
    directory().writeSecret("name", SECRET);
    Path file = directory().root().resolve("name");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

    assertThat(directory().readSecret("name")).contains(SECRET);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_secret_is_refused_as_a_symbolic_link(boolean dangling) throws IOException {
    Path target = temporary.resolve("target");
    if (!dangling) {
      Files.write(target, SECRET);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r--------"));
    }
    Path link = Files.createSymbolicLink(directory().root().resolve("name"), target);

    assertThatThrownBy(() -> directory().readSecret("name"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(link + " is a symbolic link");
  }

  @Test
  void an_order_is_consumed_once() throws IOException {
    Files.writeString(directory().root().resolve("order"), "");

    assertThat(directory().consume("order")).isTrue();
    assertThat(directory().consume("order")).isFalse();
  }

  private DataDirectory directory() {
    return new DataDirectory(temporary.resolve("data").toString());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
