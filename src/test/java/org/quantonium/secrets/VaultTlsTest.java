package org.quantonium.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantonium.secrets.VaultFixture.PLACE;
import static org.quantonium.secrets.VaultFixture.SETTING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.outbound.SelfSigned;
import org.quantonium.storage.Settings;

/** Vault over TLS, by its own CA: here certificates that sign themselves. */
class VaultTlsTest {
  @TempDir private static Path directory;
  private static VaultStub right;
  private static VaultStub elsewhere;

  @BeforeAll
  static void start() throws Exception {
    right = serving("right", "ip:127.0.0.1");
    elsewhere = serving("elsewhere", "dns:vault.example");
    SelfSigned.in(directory, "another", "ip:127.0.0.1");
  }

  @AfterAll
  static void stop() {
    right.close();
    elsewhere.close();
  }

  private static VaultStub serving(String name, String host) throws Exception {
    VaultStub stub = VaultStub.start(SelfSigned.in(directory, name, host).server());
    stub.put("quantonium/database", Map.of("password", VaultFixture.PASSWORD));
    return stub;
  }

  private static SecretBytes read(VaultStub stub, String trusted) {
    Map<String, String> set = new HashMap<>();
    set.put("quantonium.vault.url", stub.url());
    set.put("quantonium.vault.timeout.millis", "20000");
    set.put("quantonium.vault.token", stub.token());
    set.put("quantonium.vault.ca.file", trusted);
    return new Vault(VaultSettings.from(Settings.catalogueWith(set)), System::nanoTime, 0)
        .hold(SETTING, PLACE);
  }

  private static String pem(String name) {
    return directory.resolve(name + ".pem").toString();
  }

  @Test
  void is_read_from_whom_the_file_says() {
    assertThat(read(right, pem("right"))).isEqualTo(SecretBytes.ofText(VaultFixture.PASSWORD));
  }

  @Test
  void is_read_where_the_file_names_several() throws Exception {
    Path both =
        Files.writeString(
            directory.resolve("both.pem"),
            Files.readString(Path.of(pem("another"))) + Files.readString(Path.of(pem("right"))));

    assertThat(read(right, both.toString())).isEqualTo(SecretBytes.ofText(VaultFixture.PASSWORD));
  }

  @Test
  void is_not_asked_where_another_signed_and_no_token_is_sent() {
    int before = right.requests().size();

    assertThatThrownBy(() -> read(right, pem("another")))
        .hasMessageContaining("certificate is not trusted")
        .hasMessageContaining("quantonium.vault.ca.file");
    assertThatThrownBy(() -> read(right, "")).hasMessageContaining("certificate is not trusted");
    assertThat(right.requests()).hasSize(before);
  }

  @Test
  void is_not_asked_where_the_certificate_is_of_another_host() {
    assertThatThrownBy(() -> read(elsewhere, pem("elsewhere")))
        .hasMessageContaining("or of another host");
    assertThat(elsewhere.requests()).isEmpty();
  }

  @Test
  void is_not_asked_without_a_readable_file() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));

    assertThatThrownBy(() -> read(right, empty.toString()))
        .hasMessageContaining("is no file of PEM certificates");
    assertThatThrownBy(() -> read(right, pem("none")))
        .hasMessageContaining("is no file of PEM certificates");
  }

  /** A service account's token, read from its file at each login. */
  @Test
  void is_read_with_the_account_that_kubernetes_gives_a_pod() throws Exception {
    Path jwt = Files.writeString(directory.resolve("jwt"), "eyJ.canary.jwt");
    Files.setPosixFilePermissions(jwt, PosixFilePermissions.fromString("r--------"));
    right.permit("quantonium", "eyJ.canary.jwt");
    Map<String, String> set = new HashMap<>();
    set.put("quantonium.vault.url", right.url());
    set.put("quantonium.vault.timeout.millis", "20000");
    set.put("quantonium.vault.kubernetes.role", "quantonium");
    set.put("quantonium.vault.kubernetes.jwt.file", jwt.toString());
    set.put("quantonium.vault.ca.file", pem("right"));

    Vault vault = new Vault(VaultSettings.from(Settings.catalogueWith(set)), System::nanoTime, 0);
    assertThat(vault.hold(SETTING, PLACE)).isEqualTo(SecretBytes.ofText(VaultFixture.PASSWORD));
    vault.close();
  }
}
