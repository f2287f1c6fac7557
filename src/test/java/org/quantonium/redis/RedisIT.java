package org.quantonium.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

/** The door to a real Redis, alone, in a cluster or behind a Sentinel, that permits too much. */
@Tag("apart")
class RedisIT {
  @TempDir private Path directory;

  static Stream<Path> binaries() throws Exception {
    return RedisProcess.binaries();
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void runs_a_script_that_redis_does_not_know_yet_and_finds_nothing_wrong(Path binary)
      throws Exception {
    try (RedisProcess server = RedisProcess.safe(binary, directory)) {
      Redis redis = server.door();
      redis.open();

      assertThat(redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5)).containsExactly(5L, 7L);
      assertThat(redis.run(RedisProcess.ECHO, "quantonium:limit:k", 6)).containsExactly(6L, 7L);
      assertThat(redis.findings()).isEmpty();
      assertThat(redis.link()).isEqualTo(Link.UP);
      redis.close();
    }
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void refuses_an_unsafe_redis_in_production_and_says_what_to_change(Path binary) throws Exception {
    try (RedisProcess server = RedisProcess.unsafe(binary, directory)) {
      Redis redis = RedisProcess.door(server.settings(), "quantonium.mode", "production");

      assertThatIllegalStateException()
          .isThrownBy(redis::open)
          .withMessageContaining("permits FLUSHALL")
          .withMessageContaining("permits CONFIG GET port")
          .withMessageContaining("permits SHUTDOWN")
          .withMessageContaining("without a password")
          .withMessageContaining("docker/redis/users.acl");
      assertThatThrownBy(() -> redis.run(RedisProcess.ECHO, "k", 1)).isInstanceOf(RedisAway.class);
    }
  }

  @Test
  void uses_an_unsafe_redis_otherwise_and_keeps_what_it_found() throws Exception {
    try (RedisProcess server = RedisProcess.unsafe(RedisProcess.first(), directory)) {
      Redis redis = server.door();
      redis.open();

      assertThat(redis.run(RedisProcess.ECHO, "k", 5)).containsExactly(5L, 7L);
      assertThat(redis.findings())
          .anyMatch(finding -> finding.endsWith("permits FLUSHALL"))
          .hasSizeGreaterThan(15);
      redis.close();
    }
  }

  /** The probe did what it tried nowhere. */
  @Test
  void does_no_harm_to_what_it_probes() throws Exception {
    try (RedisProcess server = RedisProcess.unsafe(RedisProcess.first(), directory)) {
      Redis redis = server.door();
      redis.open();
      redis.run(RedisProcess.script("redis.call('SET', KEYS[1], 1) return {1}"), "kept");
      redis.close();
      Redis again = server.door();
      again.open();

      assertThat(
              again.run(
                  RedisProcess.script("return {tonumber(redis.call('GET', KEYS[1]))}"), "kept"))
          .containsExactly(1L);
      again.close();
    }
  }

  @Test
  void a_redis_that_becomes_unsafe_is_not_found_again_in_production() throws Exception {
    Path safe = Files.createDirectory(directory.resolve("safe"));
    Path unsafe = Files.createDirectory(directory.resolve("unsafe"));
    RedisProcess good = RedisProcess.safe(RedisProcess.first(), safe);
    RedisProcess bad = RedisProcess.unsafe(RedisProcess.first(), unsafe);
    bad.kill();
    Redis redis = RedisProcess.door(bad.settings(), "quantonium.mode", "production");
    redis.open();
    assertThat(redis.link().state()).isEqualTo(Link.State.AWAY);
    bad.start();
    redis.tend();

    assertThat(redis.link().state()).isEqualTo(Link.State.AWAY);
    assertThat(redis.findings()).isNotEmpty();
    redis.close();
    bad.close();
    good.close();
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void finds_the_nodes_of_a_cluster(Path binary) throws Exception {
    try (RedisProcess server = RedisProcess.cluster(binary, directory)) {
      Map<String, String> settings = server.settings();
      settings.remove("quantonium.redis.url");
      Redis redis =
          RedisProcess.door(
              settings, "quantonium.redis.cluster.nodes", "127.0.0.1:" + server.port());
      redis.open();

      assertThat(onceTheClusterIsUp(redis)).containsExactly(5L, 7L);
      assertThat(redis.findings()).isEmpty();
      redis.close();
    }
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void finds_the_master_that_a_sentinel_names(Path binary) throws Exception {
    try (RedisProcess server = RedisProcess.safe(binary, directory);
        RedisProcess sentinel =
            RedisProcess.sentinel(
                binary, Files.createDirectory(directory.resolve("sentinel")), server)) {
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      Map<String, String> settings = server.settings();
      settings.remove("quantonium.redis.url");
      settings.put("quantonium.redis.sentinel.master", "limits");
      Redis redis =
          RedisProcess.door(
              settings, "quantonium.redis.sentinel.nodes", "127.0.0.1:" + sentinel.port());
      redis.open();

      assertThat(redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5)).containsExactly(5L, 7L);
      assertThat(redis.findings()).isEmpty();
      awaitListener(sentinel);
      redis.close();
      for (int i = 0; i < 100 && !threadsSince(before).isEmpty(); i++) {
        RedisProcess.pause(100);
      }
      assertThat(threadsSince(before)).isEmpty();
    }
  }

  /** The driver's thread does not heed a close that comes before it listens (Jedis 8.0.2). */
  private static void awaitListener(RedisProcess sentinel) {
    try (Jedis jedis = new Jedis("127.0.0.1", sentinel.port())) {
      for (int i = 0; i < 100 && !jedis.clientList().contains("cmd=subscribe"); i++) {
        RedisProcess.pause(100);
      }
    }
  }

  @Test
  void leaves_no_thread_behind() throws Exception {
    try (RedisProcess server = RedisProcess.safe(RedisProcess.first(), directory)) {
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      Redis redis = server.door();
      redis.open();
      redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5);
      redis.tend();
      redis.close();

      assertThat(threadsSince(before)).isEmpty();
      redis.tend();
      assertThat(redis.link().state()).isEqualTo(Link.State.AWAY);
    }
  }

  /** For its first seconds a node says that the cluster is down. */
  private static List<Long> onceTheClusterIsUp(Redis redis) throws RedisAway {
    for (int i = 0; i < 100; i++) {
      try {
        return redis.run(RedisProcess.ECHO, "quantonium:limit:k", 5);
      } catch (RedisAway notYet) {
        RedisProcess.pause(100);
        redis.tend();
      }
    }
    throw new RedisAway();
  }

  private static List<String> threadsSince(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.matches("(?i).*(pool|jedis|redis|evict|sentinel).*"))
        .toList();
  }
}
