package org.quantonium.redis;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;

/** A pool of connections to the one Redis, to a Sentinel's master, or to a cluster. */
final class Client implements AutoCloseable {
  private static final int DEFAULT_PORT = 6379;

  /** No request waits for a probe. */
  private static final int PROBE_MILLIS = 1000;

  /** A cluster may answer that a key has moved; the second node then has it. */
  private static final int CLUSTER_ATTEMPTS = 3;

  final UnifiedJedis commands;
  private final RedisSettings settings;

  /** Asks Sentinels and cluster nodes where Redis is; a single one is connected to when needed. */
  Client(RedisSettings settings) {
    this.settings = settings;
    int timeout = settings.timeoutMillis();
    JedisClientConfig config = config(settings.user(), settings.password(), timeout);
    ConnectionPoolConfig pool = pool();
    if (!settings.sentinels().isEmpty()) {
      commands =
          RedisSentinelClient.builder()
              .masterName(settings.master().orElseThrow())
              .sentinels(settings.sentinels())
              .sentinelClientConfig(
                  config(settings.sentinelUser(), settings.sentinelPassword(), timeout))
              .clientConfig(config)
              .poolConfig(pool)
              .build();
    } else if (!settings.cluster().isEmpty()) {
      commands =
          RedisClusterClient.builder()
              .nodes(settings.cluster())
              .maxAttempts(CLUSTER_ATTEMPTS)
              .maxTotalRetriesDuration(Duration.ofMillis(settings.timeoutMillis()))
              .clientConfig(config)
              .poolConfig(pool)
              .build();
    } else {
      commands =
          RedisClient.builder()
              .hostAndPort(address(settings.url().orElseThrow()))
              .clientConfig(config)
              .poolConfig(pool)
              .build();
    }
  }

  /** Where it writes: each of these is probed. */
  Set<HostAndPort> nodes() {
    if (commands instanceof RedisSentinelClient sentinel) {
      return Set.of(sentinel.getCurrentMaster());
    }
    if (commands instanceof RedisClusterClient cluster) {
      return cluster.getClusterNodes().keySet().stream()
          .map(HostAndPort::from)
          .collect(Collectors.toSet());
    }
    return Set.of(address(settings.url().orElseThrow()));
  }

  /** A connection of its own, with our user; the caller closes it. */
  Connection connect(HostAndPort node) {
    return new Connection(node, config(settings.user(), settings.password(), PROBE_MILLIS));
  }

  /** The same, with no user. */
  Connection connectAsNobody(HostAndPort node) {
    return new Connection(node, config(Optional.empty(), Optional.empty(), PROBE_MILLIS));
  }

  @Override
  public void close() {
    commands.close();
  }

  private static HostAndPort address(URI url) {
    return new HostAndPort(url.getHost(), url.getPort() < 0 ? DEFAULT_PORT : url.getPort());
  }

  private JedisClientConfig config(
      Optional<String> user, Optional<Password> password, int timeoutMillis) {
    DefaultJedisClientConfig.Builder builder =
        DefaultJedisClientConfig.builder()
            // Of its own accord the driver would send commands that the ACL does not permit.
            .serverDefaultProtocol()
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .timeoutMillis(timeoutMillis);
    if (settings.tls()) {
      // The chain, by the trust store of the JVM, and the host's name.
      builder.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
    }
    password.ifPresent(p -> builder.credentials(p.as(user)));
    return builder.build();
  }

  /** Without a thread that evicts idle connections, and without JMX: both outlive a deployment. */
  private ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(settings.connections());
    pool.setMaxIdle(settings.connections());
    pool.setMaxWait(Duration.ofMillis(settings.timeoutMillis()));
    pool.setTestWhileIdle(false);
    pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
    pool.setJmxEnabled(false);
    return pool;
  }
}
