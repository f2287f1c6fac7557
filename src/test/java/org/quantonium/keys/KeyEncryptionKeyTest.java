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

  @Test
  void is_taken_from_the_data_directory_in_production_neither_at_first_nor_later() {
    KeyEncryptionKey key =
        new KeyEncryptionKey(directory, new Settings(Map.of("quantonium.mode", "production")));

    assertThatThrownBy(() -> key.open(true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("quantonium.mode=production")
        .hasMessageContaining("set quantonium.kek.file, quantonium.kek.vault or");
    assertThat(directory.root()).isEmptyDirectory();
    directory.writeSecret("kek", SecretBytes.random(32).expose());
    assertThatThrownBy(() -> key.open(false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("base64 -w0 " + directory.root().resolve("kek"));
  }

  @Test
  void is_taken_in_production_from_where_a_setting_says() {
    SecretBytes given = SecretBytes.random(32);

    assertThat(
            change(Map.of("quantonium.mode", "production", "quantonium.kek", base64(given)))
                .current()
                .id())
        .isEqualTo(new Kek(given).id());
  }

  @Test
  void has_a_name_that_does_not_change_and_tells_it_from_others() {
    byte[] zeros = new byte[32];

    // HMAC-SHA-256 under 32 zero bytes, by another implementation.
    assertThat(new Kek(SecretBytes.copyOf(zeros)).id()).isEqualTo("31f8facddff25fcf");
    zeros[31] = 1;
    assertThat(new Kek(SecretBytes.copyOf(zeros)).id()).isNotEqualTo("31f8facddff25fcf");
  }

  @Test
  void of_before_is_the_file_beside_it() {
    SecretBytes before = SecretBytes.random(32);
    directory.writeSecret("kek-previous", before.expose());
    directory.writeSecret("kek", SecretBytes.random(32).expose());

    assertThat(new KeyEncryptionKey(directory).open(false).previous().orElseThrow().id())
        .isEqualTo(new Kek(before).id());
  }

  @Test
  void is_not_made_where_one_of_before_is_kept_and_the_command_is_told() {
    directory.writeSecret("kek-previous", SecretBytes.random(32).expose());

    assertThatThrownBy(() -> new KeyEncryptionKey(directory).open(false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("openssl rand 32 > " + directory.root().resolve("kek"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"quantonium.kek.next", "quantonium.kek.previous"})
  void does_not_follow_on_itself(String setting) {
    String same = base64(SecretBytes.random(32));

    assertThatThrownBy(() -> change(Map.of("quantonium.kek", same, setting, same)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("quantonium.kek and " + setting + " are the same key");
  }

  @Test
  void changes_once_at_a_time() {
    Map<String, String> three =
        Map.of(
            "quantonium.kek", base64(SecretBytes.random(32)),
            "quantonium.kek.next", base64(SecretBytes.random(32)),
            "quantonium.kek.previous", base64(SecretBytes.random(32)));

    assertThatThrownBy(() -> change(three))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one change at a time");
  }

  private Keks change(Map<String, String> settings) {
    return new KeyEncryptionKey(directory, new Settings(settings)).open(false);
  }

  private static String base64(SecretBytes key) {
    return Base64.getEncoder().encodeToString(key.expose());
  }
}
