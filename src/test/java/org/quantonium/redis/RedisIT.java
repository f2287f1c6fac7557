package org.quantonium.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.Thread.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.storage.FreePort;
import org.quantonium.storage.Settings;
import redis.clients.jedis.Jedis;

/** The door to a real Redis that is killed, hangs, or permits too much. */
@Tag("apart")
class RedisIT {
  private static final Script ECHO = script("return {tonumber(ARGV[1]), 7}");

  /** Little less than the time-out. */
  private static final long SLOW_MILLIS = 45;

  @TempDir private Path directory;

  private static Script script(String source) {
    try {
      byte[] sha1 =
          MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
      return new Script(source, HexFormat.of().formatHex(sha1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Path> binaries() throws Exception {
    return RedisProcess.binaries();
  }

  private static Path first() throws Exception {
    return binaries().findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void runs_a_script_that_redis_does_not_know_yet_and_finds_nothing_wrong(Path binary)
      throws Exception {
    try (RedisProcess server = RedisProcess.safe(binary, directory)) {
      Redis redis = server.door();
      redis.open();

      assertThat(redis.run(ECHO, "quantonium:limit:k", 5)).containsExactly(5L, 7L);
      assertThat(redis.run(ECHO, "quantonium:limit:k", 6)).containsExactly(6L, 7L);
      assertThat(redis.findings()).isEmpty();
      assertThat(redis.link()).isEqualTo(Link.UP);
      redis.close();
    }
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void refuses_an_unsafe_redis_in_production_and_says_what_to_change(Path binary) throws Exception {
    try (RedisProcess server = RedisProcess.unsafe(binary, directory)) {
      Redis redis = door(server.settings(), "quantonium.mode", "production");

      assertThatIllegalStateException()
          .isThrownBy(redis::open)
          .withMessageContaining("permits FLUSHALL")
          .withMessageContaining("permits CONFIG GET port")
          .withMessageContaining("permits SHUTDOWN")
          .withMessageContaining("without a password")
          .withMessageContaining("docker/redis/users.acl");
      assertThatThrownBy(() -> redis.run(ECHO, "k", 1)).isInstanceOf(RedisAway.class);
    }
  }

  @Test
  void uses_an_unsafe_redis_otherwise_and_keeps_what_it_found() throws Exception {
    try (RedisProcess server = RedisProcess.unsafe(first(), directory)) {
      Redis redis = server.door();
      redis.open();

      assertThat(redis.run(ECHO, "k", 5)).containsExactly(5L, 7L);
      assertThat(redis.findings())
          .anyMatch(finding -> finding.endsWith("permits FLUSHALL"))
          .hasSizeGreaterThan(15);
      redis.close();
    }
  }

  /** The probe did what it tried nowhere. */
  @Test
  void does_no_harm_to_what_it_probes() throws Exception {
    try (RedisProcess server = RedisProcess.unsafe(first(), directory)) {
      Redis redis = server.door();
      redis.open();
      redis.run(script("redis.call('SET', KEYS[1], 1) return {1}"), "kept");
      redis.close();
      Redis again = server.door();
      again.open();

      assertThat(again.run(script("return {tonumber(redis.call('GET', KEYS[1]))}"), "kept"))
          .containsExactly(1L);
      again.close();
    }
  }

  @Test
  void a_redis_that_becomes_unsafe_is_not_found_again_in_production() throws Exception {
    Path safe = Files.createDirectory(directory.resolve("safe"));
    Path unsafe = Files.createDirectory(directory.resolve("unsafe"));
    RedisProcess good = RedisProcess.safe(first(), safe);
    RedisProcess bad = RedisProcess.unsafe(first(), unsafe);
    bad.kill();
    Redis redis = door(bad.settings(), "quantonium.mode", "production");
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

  @Test
  void skips_a_redis_that_was_killed_until_it_is_back() throws Exception {
    try (RedisProcess server = RedisProcess.safe(first(), directory)) {
      Redis redis = server.door();
      redis.open();
      redis.run(ECHO, "quantonium:limit:k", 5);
      server.kill();
      redis.seek();
      assertThat(redis.link().isUp()).isTrue();

      assertThatThrownBy(() -> redis.run(ECHO, "quantonium:limit:k", 5))
          .isInstanceOf(RedisAway.class);
      assertThat(redis.link().state()).isEqualTo(Link.State.AWAY);
      assertThat(redis.link().epoch()).isEqualTo(1);
      redis.seek();
      assertThat(redis.link().epoch()).isEqualTo(1);
      server.start();
      assertThatThrownBy(() -> redis.run(ECHO, "quantonium:limit:k", 5))
          .isInstanceOf(RedisAway.class);
      found(redis);

      assertThat(redis.link().epoch()).isEqualTo(2);
      assertThat(redis.run(ECHO, "quantonium:limit:k", 5)).containsExactly(5L, 7L);
      redis.close();
    }
  }

  /** A thread pays for the call that was under way, and for none of the 200 after it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void a_redis_that_hangs_costs_each_thread_one_time_out_at_most(int threads) throws Exception {
    try (RedisProcess server = RedisProcess.safe(first(), directory)) {
      Redis redis = door(server.settings(), "quantonium.redis.timeout.millis", "50");
      redis.open();
      List<Long> slow = new CopyOnWriteArrayList<>();
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      Callable<Integer> caller = () -> slowCalls(redis, slow);
      server.hang();
      for (Future<Integer> one : pool.invokeAll(Collections.nCopies(threads, caller))) {
        assertThat(one.get()).isLessThanOrEqualTo(1);
      }
      pool.shutdown();

      assertThat(slow).isNotEmpty();
      // Far more than 50, since the machine may have other work, and far less than no time-out.
      assertThat(Collections.min(slow)).isLessThan(1000);
      redis.tend();
      assertThat(redis.link().state()).isEqualTo(Link.State.AWAY);
      server.goOn();
      found(redis);
      assertThat(redis.run(ECHO, "quantonium:limit:k", 5)).containsExactly(5L, 7L);
      redis.close();
    }
  }

  /** Of two that want the one connection of a Redis that hangs, the one that waits. */
  @Test
  void an_interrupted_thread_says_nothing_of_redis() throws Exception {
    try (RedisProcess server = RedisProcess.safe(first(), directory)) {
      Map<String, String> settings = server.settings();
      settings.put("quantonium.redis.connections", "1");
      Redis redis = door(settings, "quantonium.redis.timeout.millis", "20000");
      redis.open();
      List<FutureTask<List<Long>>> calls = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      server.hang();
      for (int i = 0; i < 2; i++) {
        FutureTask<List<Long>> call =
            new FutureTask<>(() -> redis.run(ECHO, "quantonium:limit:k", 5));
        calls.add(call);
        threads.add(new Thread(call));
        threads.get(i).start();
      }
      int waits = -1;
      for (int i = 0; i < 1000 && waits < 0; i++) {
        RedisProcess.pause(10);
        waits = threads.stream().map(Thread::getState).toList().indexOf(State.TIMED_WAITING);
      }
      threads.get(waits).interrupt();
      FutureTask<List<Long>> interrupted = calls.get(waits);

      assertThatThrownBy(interrupted::get).hasCauseInstanceOf(RedisAway.class);
      assertThat(redis.link().isUp()).isTrue();
      server.goOn();
      assertThat(calls.get(1 - waits).get()).containsExactly(5L, 7L);
      redis.close();
    }
  }

  private static int slowCalls(Redis redis, List<Long> slow) {
    int mine = 0;
    for (int i = 0; i < 200; i++) {
      long start = System.nanoTime();
      try {
        redis.run(ECHO, "quantonium:limit:k", i);
      } catch (RedisAway away) {
        // As expected.
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis >= SLOW_MILLIS) {
        slow.add(millis);
        mine++;
      }
      RedisProcess.pause(1);
    }
    return mine;
  }

  @Test
  void a_redis_that_is_away_at_start_stops_nobody() throws Exception {
    Redis redis =
        new Redis(
            new Settings(
                Map.of(
                    "quantonium.mode", "production",
                    "quantonium.redis.url", "redis://127.0.0.1:" + FreePort.find(),
                    "quantonium.redis.connections", "1",
                    "quantonium.redis.timeout.millis", "50")));

    assertThatCode(redis::open).doesNotThrowAnyException();
    assertThat(redis.link().state()).isEqualTo(Link.State.AWAY);
    redis.close();
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void finds_the_nodes_of_a_cluster(Path binary) throws Exception {
    try (RedisProcess server = RedisProcess.cluster(binary, directory)) {
      Map<String, String> settings = server.settings();
      settings.remove("quantonium.redis.url");
      Redis redis = door(settings, "quantonium.redis.cluster.nodes", "127.0.0.1:" + server.port());
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
          door(settings, "quantonium.redis.sentinel.nodes", "127.0.0.1:" + sentinel.port());
      redis.open();

      assertThat(redis.run(ECHO, "quantonium:limit:k", 5)).containsExactly(5L, 7L);
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
    try (RedisProcess server = RedisProcess.safe(first(), directory)) {
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      Redis redis = server.door();
      redis.open();
      redis.run(ECHO, "quantonium:limit:k", 5);
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
        return redis.run(ECHO, "quantonium:limit:k", 5);
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

  private static Redis door(Map<String, String> settings, String key, String value) {
    settings.put(key, value);
    return new Redis(new Settings(settings));
  }

  /** A machine that is busy may need more than one attempt of 50 ms. */
  private static void found(Redis redis) {
    for (int i = 0; i < 100 && !redis.link().isUp(); i++) {
      redis.seek();
      RedisProcess.pause(50);
    }
    assertThat(redis.link().isUp()).isTrue();
  }
}
