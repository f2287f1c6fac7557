package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantonium.storage.Settings;

class ConfigurationDigestTest {
  private static final Map<String, String> SETTINGS =
      Map.of("quantonium.node.name", "a", "quantonium.database.password", "one");

  @Test
  void changes_with_a_setting() {
    assertThat(of(SETTINGS))
        .hasSize(44)
        .isNotEqualTo(
            of(Map.of("quantonium.node.name", "b", "quantonium.database.password", "one")));
  }

  @Test
  void does_not_depend_on_what_a_secret_is() {
    assertThat(of(SETTINGS))
        .isEqualTo(of(Map.of("quantonium.node.name", "a", "quantonium.database.password", "two")))
        .isNotEqualTo(of(Map.of("quantonium.node.name", "a", "quantonium.database.password", "")));
  }

  @Test
  void holds_no_secret_of_the_catalogue() {
    for (String name : Settings.catalogueWith(Map.of()).values().keySet()) {
      if (name.endsWith(".file") && !name.equals("quantonium.ledger.anchor.file")) {
        String secret = name.substring(0, name.length() - ".file".length());
        assertThat(with(secret, "one")).as(secret).isEqualTo(with(secret, "two"));
      }
    }
    assertThat(with("quantonium.nodes", "1")).isNotEqualTo(with("quantonium.nodes", "2"));
  }

  private static String with(String name, String value) {
    return ConfigurationDigest.of(Settings.catalogueWith(Map.of(name, value)));
  }

  @Test
  void leaves_out_what_is_not_ours() {
    assertThat(
            of(
                Map.of(
                    "quantonium.node.name", "a",
                    "quantonium.database.password", "one",
                    "java.version", "17")))
        .isEqualTo(of(SETTINGS));
  }

  private static String of(Map<String, String> values) {
    return ConfigurationDigest.of(new Settings(values));
  }
}
