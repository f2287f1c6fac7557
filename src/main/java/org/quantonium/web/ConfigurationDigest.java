package org.quantonium.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/**
 * Says in 44 characters with which settings a node runs: two nodes with the same settings have the
 * same.
 *
 * <p>It is base64 of SHA-256 over one line {@code key=value} for each setting of ours, in the order
 * of their names. Of a secret it holds whether there is one, and no more: a digest of a guess would
 * tell the rest.
 */
final class ConfigurationDigest {
  private ConfigurationDigest() {}

  static String of(Config config) {
    SortedSet<String> names = new TreeSet<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith("quantonium.")
          || name.startsWith("mp.jwt.verify.")
          || name.startsWith("org.quantonium.")) {
        names.add(name);
      }
    }
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      Optional<String> value = config.getOptionalValue(name, String.class);
      // What may stand in a file instead is a secret.
      boolean secret =
          names.contains(name + ".file") || name.contains("password") || name.contains("secret");
      lines
          .append(name)
          .append('=')
          .append(secret ? value.map(v -> "(set)").orElse("") : value.orElse(""))
          .append('\n');
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines.toString().getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
