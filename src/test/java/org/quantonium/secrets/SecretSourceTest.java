package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.storage.Settings;

class SecretSourceTest {
  private static final String NAME = "quantonium.database.password";
  private static final String SECRET = "caf\u00e9 with spaces ";

  @TempDir private Path directory;

  private static SecretBytes find(Map<String, String> settings) {
    return SecretSource.find(new Settings(new HashMap<>(settings)), NAME).orElse(null);
  }

  private static SecretBytes fromFile(Path file) {
    return find(Map.of(NAME + ".file", file.toString()));
  }

  private static SecretBytes secret() {
    return SecretBytes.copyOf(SECRET.getBytes(UTF_8));
  }

  private Path file(String content, String mode) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void is_the_setting_itself() {
    assertThat(find(Map.of(NAME, SECRET))).isEqualTo(secret());
    assertThat(find(Map.of())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "rw-------", "rwx------"})
  void is_what_a_file_holds_that_its_owner_alone_may_read(String mode) throws IOException {
    assertThat(fromFile(file(SECRET, mode))).isEqualTo(secret());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void has_no_end_of_line(String end) throws IOException {
    assertThat(fromFile(file(SECRET + end, "r--------"))).isEqualTo(secret());
    assertThat(fromFile(file("a" + end + "b" + end, "rw-------")))
        .isEqualTo(SecretBytes.copyOf(("a" + end + "b").getBytes(UTF_8)));
  }

  @Test
  void is_found_behind_the_links_of_a_mounted_volume() throws IOException {
    Path version = Files.createDirectory(directory.resolve("..2026_11_25"));
    Files.move(file(SECRET, "r--------"), version.resolve("password"));
    Files.createSymbolicLink(directory.resolve("..data"), version);
    Path link =
        Files.createSymbolicLink(directory.resolve("linked"), Path.of("..data", "password"));

    assertThat(fromFile(link)).isEqualTo(secret());
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r-----", "r-----r--", "rw--w----", "rw-----w-", "r----x---"})
  void is_refused_while_it_is_open_to_others(String mode) throws IOException {
    Path file = file(SECRET, mode);

    assertThatThrownBy(() -> fromFile(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(file.toRealPath() + " is open to others (" + mode + "): chmod 400 " + file);
  }

  @Test
  void is_refused_where_it_belongs_to_somebody_else() throws IOException {
    Path file = file(SECRET, "r--------");
    assumeTrue(Files.getOwner(file).getName().equals("root"), "only root gives files away");
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

    assertThatThrownBy(() -> fromFile(file)).hasMessageContaining("belongs to nobody: chown it");
  }

  @Test
  void is_refused_where_it_is_missing_empty_too_long_or_a_directory() throws IOException {
    assertThatThrownBy(() -> fromFile(directory.resolve("none")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not there");
    assertThatThrownBy(() -> fromFile(file("\n", "r--------"))).hasMessageContaining("is empty");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> fromFile(directory)).hasMessageContaining("is no secret");
  }

  @Test
  void may_have_so_many_bytes_and_no_more() throws IOException {
    assertThat(fromFile(file("x".repeat(65_536), "rw-------")).length()).isEqualTo(65_536);
    Path longer = file("x".repeat(65_537), "rw-------");
    assertThatThrownBy(() -> fromFile(longer)).hasMessageContaining("at most 64 KiB");
  }

  @Test
  void comes_from_one_place() throws IOException {
    String file = file(SECRET, "r--------").toString();

    assertThatThrownBy(() -> find(Map.of(NAME, "another", NAME + ".file", file)))
        .hasMessage(NAME + " and " + NAME + ".file are set: set one of them alone");
  }
}
