package org.quantonium.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.SafeEncoder;

/** What the service's user may not do to a real Redis under docker/redis, in whatever way. */
@Tag("apart")
class RedisAclIT {
  /** Beyond what the probe tries: it leaves out what a transaction never takes. */
  private static final List<List<String>> MORE =
      List.of(
          List.of("FLUSHALL", "ASYNC"),
          List.of("CONFIG", "SET", "maxmemory", "1"),
          List.of("CONFIG", "SET", "dir", "/tmp"),
          List.of("DEBUG", "SLEEP", "0"),
          List.of("SHUTDOWN", "NOSAVE"),
          List.of("MONITOR"),
          List.of("SAVE"),
          List.of("ACL", "SETUSER", "quantonium", "+@all"),
          List.of("ACL", "WHOAMI"),
          List.of("CLIENT", "KILL", "TYPE", "normal"),
          List.of("CLIENT", "PAUSE", "1"),
          List.of("SCRIPT", "LOAD", "return 1"),
          List.of("SCRIPT", "KILL"),
          List.of("MIGRATE", "127.0.0.1", "1", "quantonium:limit:x", "0", "1"),
          List.of("DEL", "quantonium:limit:x"),
          List.of("EXPIRE", "quantonium:limit:x", "0"),
          List.of("RENAME", "quantonium:limit:x", "quantonium:limit:y"),
          List.of("DUMP", "quantonium:limit:x"),
          List.of("SET", "another-application", "1"),
          List.of("SELECT", "1"),
          List.of("SUBSCRIBE", "x"));

  /** Redis 7 says the last to everybody but who connects from where the file allows it. */
  private static final String REFUSAL =
      "(?s)(NOPERM|ERR unknown command|ERR DEBUG command not allowed).*";

  @TempDir private Path directory;

  static Stream<Path> binaries() throws Exception {
    return RedisProcess.binaries();
  }

  private static List<List<String>> forbidden() {
    List<List<String>> all = new ArrayList<>(SafetyProbe.FORBIDDEN);
    all.addAll(MORE);
    return all;
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void refuses_each_command_itself(Path binary) throws Exception {
    try (RedisProcess redis = RedisProcess.safe(binary, directory);
        Connection ours = connect(redis)) {
      for (List<String> command : forbidden()) {
        assertThatThrownBy(() -> send(ours, command))
            .as("%s", command)
            .isInstanceOf(JedisDataException.class)
            .hasMessageMatching(REFUSAL);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void refuses_each_command_inside_a_script(Path binary) throws Exception {
    try (RedisProcess redis = RedisProcess.safe(binary, directory);
        Connection ours = connect(redis)) {
      send(ours, List.of("SET", "quantonium:limit:kept", "1"));
      for (List<String> command : forbidden()) {
        String call =
            command.stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(",", "return redis.call(", ")"));
        assertThatThrownBy(() -> send(ours, List.of("EVAL", call, "0")))
            .as("%s", command)
            .isInstanceOf(JedisDataException.class)
            .hasMessageMatching(
                "(?s).*(can't run this command|not allowed from script|Unknown Redis command"
                    + "|can't access at least one of the keys|access one of the keys).*");
      }
      assertThat(send(ours, List.of("GET", "quantonium:limit:kept"))).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void refuses_each_command_inside_a_transaction(Path binary) throws Exception {
    try (RedisProcess redis = RedisProcess.safe(binary, directory);
        Connection ours = connect(redis)) {
      send(ours, List.of("SET", "quantonium:limit:kept", "1"));
      for (List<String> command : forbidden()) {
        send(ours, List.of("MULTI"));
        assertThatThrownBy(() -> send(ours, command))
            .as("%s", command)
            .isInstanceOf(JedisDataException.class);
        assertThatThrownBy(() -> send(ours, List.of("EXEC")))
            .as("%s", command)
            .isInstanceOf(JedisDataException.class);
        try {
          send(ours, List.of("DISCARD"));
        } catch (JedisDataException ended) {
          assertThat(ended).hasMessageContaining("DISCARD without MULTI");
        }
      }
      assertThat(send(ours, List.of("GET", "quantonium:limit:kept"))).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void knows_nobody_else(Path binary) throws Exception {
    try (RedisProcess redis = RedisProcess.safe(binary, directory);
        Connection nobodys =
            new Connection(
                new HostAndPort("127.0.0.1", redis.port()),
                DefaultJedisClientConfig.builder()
                    .serverDefaultProtocol()
                    .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                    .build())) {
      for (List<String> command :
          List.of(
              List.of("PING"),
              List.of("GET", "quantonium:limit:x"),
              List.of("AUTH", "default", ""),
              List.of("AUTH", "quantonium", "guess"))) {
        assertThatThrownBy(() -> send(nobodys, command))
            .as("%s", command)
            .isInstanceOf(JedisDataException.class)
            .hasMessageMatching("(?s)(NOAUTH|WRONGPASS).*");
      }
    }
  }

  private static Connection connect(RedisProcess redis) {
    return new Connection(
        new HostAndPort("127.0.0.1", redis.port()),
        DefaultJedisClientConfig.builder()
            .serverDefaultProtocol()
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .user(redis.user())
            .password(redis.password())
            .build());
  }

  private static Object send(Connection connection, List<String> command) {
    connection.sendCommand(
        () -> SafeEncoder.encode(command.get(0)),
        command.subList(1, command.size()).toArray(String[]::new));
    return connection.getOne();
  }
}
