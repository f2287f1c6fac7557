package org.quantonium.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key-encryption key that Transit wraps. */
class WrappedKeyTest {
  private static final String NAME = "quantonium.kek";

  private final SecretBytes key = SecretBytes.random(32);

  @TempDir private Path directory;
  private VaultFixture fixture;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    fixture = new VaultFixture().withAppRole();
    file = Files.writeString(directory.resolve("kek.wrapped"), wrapped() + "\n");
    fixture.set.put("quantonium.kek.transit", "transit/quantonium");
    fixture.set.put("quantonium.kek.wrapped.file", file.toString());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private String wrapped() {
    return fixture.stub.transit().wrap(key);
  }

  private Optional<SecretBytes> find() {
    return SecretSource.findKey(fixture.config(), NAME, 32);
  }

  private WrappedKey place() {
    return WrappedKey.of(fixture.config(), NAME, "transit/quantonium");
  }

  private Vault started() {
    Vault vault = fixture.vault();
    vault.hold(NAME, place());
    return vault;
  }

  private void afterAMinute(Vault vault) {
    fixture.after(60);
    vault.tend();
  }

  @Test
  void is_unwrapped_from_a_file_and_from_a_setting() {
    assertThat(find()).contains(key);

    fixture.set.remove("quantonium.kek.wrapped.file");
    fixture.set.put("quantonium.kek.wrapped", wrapped());
    assertThat(find()).contains(key);
  }

  @Test
  void is_taken_from_a_kv_engine_as_well() {
    fixture.set.remove("quantonium.kek.transit");
    fixture.set.put("quantonium.kek.vault", "secret/quantonium/kek#key");
    String base64 = Base64.getEncoder().encodeToString(key.expose());
    fixture.stub.put("quantonium/kek", Map.of("key", base64));

    assertThat(find()).contains(key);
  }

  @Test
  void is_refused_where_its_ciphertext_is_not_set() {
    fixture.set.remove("quantonium.kek.wrapped.file");

    assertThatThrownBy(this::find)
        .hasMessageContaining("quantonium.kek.wrapped.file")
        .hasMessageContaining("transit/datakey/wrapped/quantonium");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "canary", "vault:v0:YQ==", "vault:1:YQ==", "vault:v1:", "vault:v1:a\nb"})
  void is_refused_where_what_is_kept_is_no_ciphertext(String kept) throws Exception {
    Files.writeString(file, kept);

    assertThatThrownBy(this::find)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no ciphertext of Transit");
  }

  @Test
  void is_refused_where_the_ciphertext_was_altered_or_is_of_another_key() throws Exception {
    fixture.stub.transit().rotate();
    Files.writeString(file, wrapped().replace("vault:v2:", "vault:v1:"));

    assertThatThrownBy(this::find)
        .hasMessageContaining("400 to POST transit/decrypt/quantonium")
        .hasMessageContaining("REFUSED");
  }

  @Test
  void is_refused_where_it_has_another_length() throws Exception {
    Files.writeString(file, fixture.stub.transit().wrap(SecretBytes.random(16)));

    assertThatThrownBy(this::find).hasMessageContaining("base64 of 16 bytes");
  }

  @Test
  void is_wrapped_anew_within_a_minute_when_the_transit_key_was_rotated() throws Exception {
    Vault vault = started();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    fixture.stub.transit().rotate();

    afterAMinute(vault);
    assertThat(file).content().startsWith("vault:v2:");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
    assertThat(vault.outdated()).isEmpty();

    fixture.stub.transit().minDecryptionVersion = 2;
    assertThat(find()).contains(key);
    afterAMinute(vault);
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);
  }

  @Test
  void stays_as_it_is_while_the_transit_key_was_not_rotated() throws Exception {
    Vault vault = started();
    String before = Files.readString(file);

    afterAMinute(vault);
    assertThat(file).hasContent(before);
  }

  @Test
  void is_told_to_be_wrapped_anew_where_the_node_cannot_write_it() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("mounted"), file);
    fixture.set.put("quantonium.kek.wrapped.file", link.toString());
    Vault vault = started();
    fixture.stub.transit().rotate();

    afterAMinute(vault);
    assertThat(vault.outdated()).containsExactly(NAME);
    assertThat(file).content().startsWith("vault:v1:");
    assertThat(vault.condition()).isEqualTo(VaultCondition.UP);

    Files.writeString(file, wrapped());
    afterAMinute(vault);
    assertThat(vault.outdated()).isEmpty();
  }

  /** Whoever may answer for Vault must not take the key away from the next start. */
  @Test
  void is_not_replaced_by_what_unwraps_to_another_key() throws Exception {
    Vault vault = started();
    String before = Files.readString(file);
    fixture.stub.transit().rotate();
    fixture.stub.transit().rewrapsTo = Optional.of(SecretBytes.random(32));

    afterAMinute(vault);
    assertThat(file).hasContent(before);
    assertThat(vault.outdated()).containsExactly(NAME);
  }
}
