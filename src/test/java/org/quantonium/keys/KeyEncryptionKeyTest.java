package org.quantonium.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.DataDirectory;
import org.quantonium.storage.Settings;

class KeyEncryptionKeyTest {
  @TempDir private Path temporary;
  private DataDirectory directory;

  @BeforeEach
  void make() {
    directory = new DataDirectory(temporary.resolve("data").toString());
  }

  @Test
  void is_made_once_for_its_owner_alone() throws IOException {
    SecretBytes made = new KeyEncryptionKey(directory).findOrMake();

    Path file = directory.root().resolve("kek");
    assertThat(made.length()).isEqualTo(32);
    assertThat(file).hasBinaryContent(made.expose());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--------");
  }

  @Test
  void is_found_again() {
    SecretBytes made = new KeyEncryptionKey(directory).findOrMake();

    assertThat(new KeyEncryptionKey(directory).find()).isEqualTo(made);
    assertThat(new KeyEncryptionKey(directory).findOrMake()).isEqualTo(made);
  }

  @Test
  void is_not_made_for_a_ring_that_another_one_sealed() {
    assertThatThrownBy(() -> new KeyEncryptionKey(directory).find())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("restore the file kek");
    assertThat(directory.root().resolve("kek")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void is_refused_at_another_length_and_kept(int length) {
    directory.writeSecret("kek", new byte[length]);

    assertThatThrownBy(() -> new KeyEncryptionKey(directory).findOrMake())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds " + length + " bytes")
        .hasMessageContaining("restore it from a backup");
    assertThat(directory.root().resolve("kek")).hasSize(length);
  }

  @Test
  void is_taken_from_where_a_setting_says_and_not_written() throws IOException {
    SecretBytes given = SecretBytes.random(32);
    KeyEncryptionKey key = set("", Base64.getEncoder().encodeToString(given.expose()));

    assertThat(key.find()).isEqualTo(given);
    assertThat(key.findOrMake()).isEqualTo(given);
    assertThat(directory.root()).isEmptyDirectory();
  }

  @Test
  void is_not_the_file_of_the_data_directory_where_a_setting_says_another() throws IOException {
    directory.writeSecret("kek", SecretBytes.random(32).expose());
    SecretBytes given = SecretBytes.random(32);
    Path file = Files.write(temporary.resolve("mounted"), given.expose());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

    assertThat(set(".file", file.toString()).find()).isEqualTo(given);
    assertThat(set(".file", file.toString()).findOrMake()).isEqualTo(given);
  }

  @Test
  void is_neither_made_nor_taken_from_the_data_directory_where_the_setting_has_none() {
    directory.writeSecret("kek", SecretBytes.random(32).expose());
    KeyEncryptionKey key = set(".file", temporary.resolve("none").toString());

    assertThatThrownBy(key::findOrMake)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not there");
    assertThat(temporary.resolve("none")).doesNotExist();
  }

  private KeyEncryptionKey set(String form, String value) {
    return new KeyEncryptionKey(directory, new Settings(Map.of("quantonium.kek" + form, value)));
  }
}
