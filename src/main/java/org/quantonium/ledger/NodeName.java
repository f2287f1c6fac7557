package org.quantonium.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What entries call the node that wrote them: 1 to 64 of {@code A-Z a-z 0-9 . _ -}. */
final class NodeName {
  private static final int MAX = 64;
  private static final String ALLOWED = "[A-Za-z0-9._-]{1," + MAX + "}";

  private NodeName() {}

  /**
   * The configured name, or else the machine's.
   *
   * @throws IllegalStateException if the configured one has other characters
   */
  static String of(Optional<String> configured) {
    configured
        .filter(name -> !name.matches(ALLOWED))
        .ifPresent(
            name -> {
              throw new IllegalStateException(
                  "quantonium.node.name must be 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
            });
    return configured.orElseGet(() -> fitting(hostName()));
  }

  /** A machine's name, made to fit. */
  static String fitting(String hostName) {
    String plain = hostName.replaceAll("[^A-Za-z0-9._-]", "-");
    return plain.isEmpty() ? "node" : plain.substring(0, Math.min(plain.length(), MAX));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
