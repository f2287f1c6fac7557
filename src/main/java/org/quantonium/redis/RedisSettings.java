package org.quantonium.redis;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.quantonium.secrets.Mode;
import redis.clients.jedis.HostAndPort;

/**
 * Which Redis, and how it is reached. Of three ways one may be set: a URL, Sentinels with the name
 * of their master, or nodes of a cluster; none of them is no Redis.
 *
 * @param url {@code redis://host:port}, or {@code rediss:} for TLS
 * @param tls for Sentinel and cluster, whose nodes have no scheme
 * @param connections at most so many at a time
 * @param timeoutMillis for a connection, and for an answer
 * @param production whether a Redis that permits too much is refused
 */
record RedisSettings(
    Optional<URI> url,
    Optional<String> master,
    Set<HostAndPort> sentinels,
    Set<HostAndPort> cluster,
    boolean tls,
    Optional<String> user,
    Optional<Password> password,
    Optional<String> sentinelUser,
    Optional<Password> sentinelPassword,
    int connections,
    int timeoutMillis,
    boolean production) {

  private static final String PREFIX = "quantonium.redis.";

  RedisSettings {
    int ways = (url.isPresent() ? 1 : 0) + (sentinels.isEmpty() ? 0 : 1);
    if (ways + (cluster.isEmpty() ? 0 : 1) > 1) {
      throw new IllegalStateException(
          "Set one of quantonium.redis.url, .sentinel.nodes and .cluster.nodes, not several");
    }
    if (master.isPresent() == sentinels.isEmpty()) {
      throw new IllegalStateException(
          "quantonium.redis.sentinel.master and .sentinel.nodes are set together, or not at all");
    }
    if (connections < 1 || timeoutMillis < 1) {
      throw new IllegalStateException(
          "quantonium.redis.connections and .timeout.millis must be 1 or more");
    }
    url.ifPresent(RedisSettings::check);
  }

  static RedisSettings from(Config config) {
    Optional<URI> url = text(config, "url").map(URI::create);
    return new RedisSettings(
        url,
        text(config, "sentinel.master"),
        nodes(config, "sentinel.nodes"),
        nodes(config, "cluster.nodes"),
        url.map(u -> u.getScheme().equals("rediss"))
            .orElseGet(() -> config.getValue(PREFIX + "tls", Boolean.class)),
        text(config, "user"),
        Password.from(config, PREFIX + "password"),
        text(config, "sentinel.user"),
        Password.from(config, PREFIX + "sentinel.password"),
        config.getValue(PREFIX + "connections", Integer.class),
        config.getValue(PREFIX + "timeout.millis", Integer.class),
        Mode.of(config) == Mode.PRODUCTION);
  }

  boolean isConfigured() {
    return url.isPresent() || !sentinels.isEmpty() || !cluster.isEmpty();
  }

  private static void check(URI url) {
    boolean scheme = "redis".equals(url.getScheme()) || "rediss".equals(url.getScheme());
    if (!scheme || url.getHost() == null) {
      throw new IllegalStateException(
          "quantonium.redis.url must be redis://host:port or rediss://host:port");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalStateException(
          "quantonium.redis.url holds a user or a password: move them to quantonium.redis.user and"
              + " quantonium.redis.password");
    }
  }

  private static Optional<String> text(Config config, String name) {
    return config.getOptionalValue(PREFIX + name, String.class);
  }

  private static Set<HostAndPort> nodes(Config config, String name) {
    Set<HostAndPort> nodes = new LinkedHashSet<>();
    for (String node : config.getOptionalValue(PREFIX + name, String[].class).orElse(NONE)) {
      nodes.add(HostAndPort.from(node.strip()));
    }
    return nodes;
  }

  private static final String[] NONE = {};
}
