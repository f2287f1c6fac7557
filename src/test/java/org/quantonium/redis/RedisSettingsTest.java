package org.quantonium.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantonium.storage.Settings;
import redis.clients.jedis.HostAndPort;

class RedisSettingsTest {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "quantonium.mode", "embedded",
              "quantonium.redis.tls", "false",
              "quantonium.redis.connections", "16",
              "quantonium.redis.timeout.millis", "50"));

  private RedisSettings read() {
    return RedisSettings.from(new Settings(settings));
  }

  @Test
  void nothing_set_is_no_redis() {
    assertThat(read().isConfigured()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"redis://cache:7000, false", "rediss://cache, true"})
  void the_scheme_says_whether_there_is_tls(String url, boolean tls) {
    settings.put("quantonium.redis.url", url);

    assertThat(read().isConfigured()).isTrue();
    assertThat(read().tls()).isEqualTo(tls);
  }

  @Test
  void reads_sentinels_and_cluster_nodes() {
    settings.put("quantonium.redis.sentinel.nodes", "a:26379, b:26379");
    settings.put("quantonium.redis.sentinel.master", "limits");
    assertThat(read().sentinels())
        .containsExactly(new HostAndPort("a", 26379), new HostAndPort("b", 26379));

    settings.remove("quantonium.redis.sentinel.nodes");
    settings.remove("quantonium.redis.sentinel.master");
    settings.put("quantonium.redis.cluster.nodes", "a:7000");
    assertThat(read().cluster()).containsExactly(new HostAndPort("a", 7000));
  }

  @ParameterizedTest
  @CsvSource({
    "quantonium.redis.url, http://cache",
    "quantonium.redis.url, cache:6379",
    "quantonium.redis.url, redis:///0",
    "quantonium.redis.url, redis://u:secret@cache",
    "quantonium.redis.sentinel.nodes, a:26379",
    "quantonium.redis.sentinel.master, limits",
    "quantonium.redis.connections, 0",
    "quantonium.redis.timeout.millis, 0",
    "quantonium.mode, loose"
  })
  void refuses_what_cannot_be_meant(String key, String value) {
    settings.put(key, value);

    assertThatIllegalStateException()
        .isThrownBy(this::read)
        .withMessageContaining("quantonium.")
        .withMessageNotContaining("secret");
  }

  @Test
  void refuses_two_ways_at_once() {
    settings.put("quantonium.redis.url", "redis://cache");
    settings.put("quantonium.redis.cluster.nodes", "a:7000");

    assertThatIllegalStateException().isThrownBy(this::read);
  }

  @Test
  void shows_no_password() {
    settings.put("quantonium.redis.password", "hush");
    settings.put("quantonium.redis.sentinel.password", "quiet");

    assertThat(read().password()).isPresent();
    assertThat(read().toString()).doesNotContain("hush", "quiet").contains("Password[set]");
  }
}
