package org.quantonium.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.TokenPolicy;

/** The policy of this node's settings. */
@ApplicationScoped
class KeySettings {
  @Inject
  @ConfigProperty(name = "quantonium.keys.token.algorithm")
  private String algorithm;

  @Inject
  @ConfigProperty(name = "quantonium.keys.rotation.days")
  private long rotationDays;

  @Inject
  @ConfigProperty(name = "quantonium.keys.jwks.max.age.seconds")
  private long jwksMaxAgeSeconds;

  /**
   * Checked at the start.
   *
   * @throws IllegalStateException if a setting is not of its range
   */
  @Produces
  KeyPolicy policy(TokenPolicy tokens) {
    TokenAlgorithm chosen =
        TokenAlgorithm.of(algorithm)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "quantonium.keys.token.algorithm must be ES256, EdDSA or PS256"));
    if (rotationDays < 0 || jwksMaxAgeSeconds < 0) {
      throw new IllegalStateException(
          "quantonium.keys.rotation.days and quantonium.keys.jwks.max.age.seconds must not be"
              + " negative");
    }
    return KeyPolicy.of(
        chosen, Duration.ofDays(rotationDays), Duration.ofSeconds(jwksMaxAgeSeconds), tokens);
  }
}
