package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantonium.storage.Settings;

/** The table of limits, row by row. */
class RatePolicyTest {
  private static final Properties CATALOGUE = catalogue();

  private static Properties catalogue() {
    try (InputStream in =
        RatePolicyTest.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stands_in_the_catalogue_of_settings_with_its_numbers(RatePolicy policy) {
    String name = "quantonium.limits." + policy.label().replace('-', '.');

    assertThat(CATALOGUE)
        .containsEntry(name + ".capacity", Long.toString(policy.usual().capacity()))
        .containsEntry(
            name + ".refill.per.second", Long.toString(policy.usual().refillPerSecond()));
  }

  @Test
  void the_catalogue_has_no_other() {
    assertThat(CATALOGUE.stringPropertyNames())
        .filteredOn(name -> name.startsWith("quantonium.limits."))
        .hasSize(2 * RatePolicy.values().length);
  }

  @Test
  void the_token_endpoint_is_stricter() {
    assertThat(RatePolicy.TOKEN.usual().capacity())
        .isLessThan(RatePolicy.ADDRESS.usual().capacity());
    assertThat(RatePolicy.TOKEN.usual().refillPerSecond())
        .isLessThan(RatePolicy.ADDRESS.usual().refillPerSecond());
  }

  @ParameterizedTest
  @EnumSource
  void is_set_by_its_name(RatePolicy policy) {
    Map<String, String> settings = new HashMap<>(Map.of("quantonium.nodes", "2"));
    String name = "quantonium.limits." + policy.label().replace('-', '.');
    settings.put(name + ".capacity", "77");
    settings.put(name + ".refill.per.second", "7");

    assertThat(new RateSettings(new Settings(settings)).of(policy)).isEqualTo(new Rate(77, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "quantonium.nodes, 0",
    "quantonium.nodes, 61",
    "quantonium.limits.token.capacity, 0",
    "quantonium.limits.token.capacity, 1000000001",
    "quantonium.limits.token.refill.per.second, 0",
    "quantonium.limits.token.refill.per.second, 1000001"
  })
  void refuses_what_nodes_cannot_share(String key, String value) {
    Map<String, String> settings = new HashMap<>(Map.of("quantonium.nodes", "1"));
    settings.put(key, value);

    assertThatIllegalStateException().isThrownBy(() -> new RateSettings(new Settings(settings)));
  }
}
