package org.quantonium.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.SafeEncoder;

/**
 * Tries what our user must not be able to do.
 *
 * <p>Inside {@code MULTI ... DISCARD}, where Redis checks the permission and runs nothing. Commands
 * that it never takes there answer the same to everybody and are left out; of them {@code SHUTDOWN
 * ABORT} is tried outside, since it shuts nothing down.
 */
final class SafetyProbe {
  /** Each with harmless arguments, were it run all the same. */
  static final List<List<String>> FORBIDDEN =
      List.of(
          List.of("FLUSHALL"),
          List.of("FLUSHDB"),
          List.of("SWAPDB", "0", "0"),
          List.of("KEYS", "quantonium:none"),
          List.of("SCAN", "0"),
          List.of("RANDOMKEY"),
          List.of("GET", "another-application"),
          List.of("CONFIG", "GET", "port"),
          List.of("CONFIG", "REWRITE"),
          List.of("ACL", "LIST"),
          List.of("CLIENT", "LIST"),
          List.of("BGSAVE"),
          List.of("BGREWRITEAOF"),
          List.of("REPLICAOF", "NO", "ONE"),
          List.of("CLUSTER", "RESET"),
          List.of("FAILOVER", "ABORT"),
          List.of("MODULE", "LIST"),
          List.of("SCRIPT", "FLUSH"),
          List.of("FUNCTION", "FLUSH"),
          List.of("SLOWLOG", "RESET"),
          List.of("PUBLISH", "quantonium", ""),
          List.of("INFO"));

  private static final List<String> SHUTDOWN = List.of("SHUTDOWN", "ABORT");

  private SafetyProbe() {}

  /**
   * What is wrong with all nodes that a client uses; empty if nothing is.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if one does not answer
   */
  static List<String> of(Client client) {
    List<String> findings = new ArrayList<>();
    for (HostAndPort node : client.nodes()) {
      try (Connection ours = client.connect(node)) {
        permitted(ours).forEach(command -> findings.add(node + " permits " + command));
      }
      try (Connection nobodys = client.connectAsNobody(node)) {
        if (isPermitted(nobodys, List.of("PING"))) {
          findings.add(node + " lets in whoever connects, without a password");
        }
      }
    }
    return findings;
  }

  /** Those of the forbidden commands that are permitted. */
  private static List<String> permitted(Connection connection) {
    if (!isPermitted(connection, List.of("MULTI"))) {
      // Never without it: what is permitted would be run.
      return List.of("nothing to be probed: allow MULTI and DISCARD");
    }
    List<String> permitted = new ArrayList<>();
    for (List<String> command : FORBIDDEN) {
      if (isPermitted(connection, command)) {
        permitted.add(String.join(" ", command));
      }
    }
    send(connection, List.of("DISCARD"));
    if (isPermitted(connection, SHUTDOWN)) {
      permitted.add("SHUTDOWN");
    }
    return permitted;
  }

  /** Refused is what needs a right or a password that there is not, and what Redis has not. */
  private static boolean isPermitted(Connection connection, List<String> command) {
    try {
      send(connection, command);
      return true;
    } catch (JedisDataException refusal) {
      String message = String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
      return !message.startsWith("noperm")
          && !message.startsWith("noauth")
          && !message.startsWith("err unknown command");
    }
  }

  private static void send(Connection connection, List<String> command) {
    String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
    connection.sendCommand(() -> SafeEncoder.encode(command.get(0)), arguments);
    connection.getOne();
  }
}
