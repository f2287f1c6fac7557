package org.quantonium.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.storage.Settings;

class VaultSettingsTest {
  private final Map<String, String> set =
      new HashMap<>(
          Map.of(
              "quantonium.vault.url", "https://vault.example:8200",
              "quantonium.vault.token", "hvs.canary"));

  private VaultSettings settings() {
    return VaultSettings.from(Settings.catalogueWith(set));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://vault.example",
        "https://10.0.0.1:8200",
        "http://127.0.0.1:8200",
        "http://[::1]:8200",
        "http://localhost:8200"
      })
  void take_https_and_this_machine(String url) {
    set.put("quantonium.vault.url", url);

    assertThat(settings().url()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://vault.example:8200",
        "http://10.0.0.1:8200",
        "http://127.0.0.1.example:8200",
        "http://localhost.example",
        "HTTP://vault.example",
        "ftp://127.0.0.1"
      })
  void refuse_to_send_a_token_where_it_can_be_read(String url) {
    set.put("quantonium.vault.url", url);

    assertThatThrownBy(this::settings).hasMessageContaining("must be https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:canary@vault.example",
        "https://vault.example/v1",
        "https://vault.example/?canary",
        "https://vault.example#canary",
        "https:vault.example",
        "vault.example:8200",
        "https://canary with spaces"
      })
  void refuse_more_or_less_than_an_address_and_do_not_quote_it(String url) {
    set.put("quantonium.vault.url", url);

    assertThatThrownBy(this::settings)
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause()
        .hasMessageContaining("must be https")
        .hasMessageNotContaining("canary");
  }

  @Test
  void refuse_a_secret_of_vault_without_its_address() {
    set.remove("quantonium.vault.url");

    assertThatThrownBy(this::settings).hasMessageContaining("set quantonium.vault.url");
  }

  @Test
  void want_one_login() {
    set.put("quantonium.vault.kubernetes.role", "quantonium");
    assertThatThrownBy(this::settings).hasMessageContaining("Vault wants one login");

    set.remove("quantonium.vault.token");
    assertThat(settings().login()).isInstanceOf(VaultLogin.Credentials.class);

    set.remove("quantonium.vault.kubernetes.role");
    assertThatThrownBy(this::settings).hasMessageContaining("Vault wants one login");
  }

  @Test
  void want_the_secret_of_an_app_role() {
    set.remove("quantonium.vault.token");
    set.put("quantonium.vault.approle.role.id", "node");

    assertThatThrownBy(this::settings).hasMessageContaining("approle.secret.id.file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../sys", "a b", "a/", "/a", "a//b", "a\r\nX-Vault-Token: b"})
  void refuse_names_that_lead_elsewhere(String name) {
    set.put("quantonium.vault.namespace", name);
    assertThatThrownBy(this::settings).hasMessageContaining("quantonium.vault.namespace");

    set.remove("quantonium.vault.namespace");
    set.remove("quantonium.vault.token");
    set.put("quantonium.vault.kubernetes.role", "node");
    set.put("quantonium.vault.kubernetes.mount", name);
    assertThatThrownBy(this::settings).hasMessageContaining("quantonium.vault.kubernetes.mount");
  }

  @Test
  void print_no_secret() {
    assertThat(settings().toString()).contains("vault.example").doesNotContain("canary");
  }
}
