package org.quantonium.secrets;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.quantonium.outbound.BoundedHttp;

/**
 * Which Vault, and how it is reached.
 *
 * @param url {@code https://host:port}; {@code http:} only to this machine itself
 * @param certificates PEM of who may have signed Vault's certificate; without it the JVM's own
 * @param timeoutMillis from a request to the last byte of its answer
 */
record VaultSettings(
    URI url,
    Optional<String> namespace,
    Optional<Path> certificates,
    int timeoutMillis,
    VaultLogin login) {

  VaultSettings {
    boolean bare = url.getRawPath() == null || url.getRawPath().isEmpty();
    if (url.getHost() == null
        || !bare
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalStateException(
          "quantonium.vault.url must be https://host:port and nothing behind it");
    }
    if (!BoundedHttp.isPrivate(url)) {
      throw new IllegalStateException(
          "quantonium.vault.url must be https: what Vault says would be read on the way");
    }
    if (timeoutMillis < 1) {
      throw new IllegalStateException("quantonium.vault.timeout.millis must be 1 or more");
    }
    namespace.ifPresent(n -> VaultPath.checked("quantonium.vault.namespace", n));
  }

  /**
   * The settings.
   *
   * @throws IllegalStateException with the one to mend
   */
  static VaultSettings from(Config config) {
    URI url;
    try {
      url =
          URI.create(
              text(config, "url")
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "A secret is to come from Vault: set quantonium.vault.url")));
    } catch (IllegalArgumentException e) {
      // Without its cause, which quotes it: somebody may have put a password there.
      throw new IllegalStateException("quantonium.vault.url must be https://host:port");
    }
    return new VaultSettings(
        url,
        text(config, "namespace"),
        text(config, "ca.file").map(Path::of),
        config.getValue("quantonium.vault.timeout.millis", Integer.class),
        VaultLogin.from(config));
  }

  private static Optional<String> text(Config config, String name) {
    return config.getOptionalValue("quantonium.vault." + name, String.class);
  }
}
