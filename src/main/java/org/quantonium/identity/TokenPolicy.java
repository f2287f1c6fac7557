package org.quantonium.identity;

import java.time.Duration;

/**
 * What this application asks of a token beyond its form.
 *
 * @param issuer compared with {@code iss} character by character
 * @param audience must be {@code aud} or one of its elements, character by character
 * @param maxLifetime longest accepted {@code exp - iat}; longer than zero
 * @param clockSkew how far {@code iat} and {@code nbf} may lie in the future; zero to five minutes.
 *     It does not prolong {@code exp}: a verifier that runs ahead costs a client an early refresh,
 *     while leeway at the end would lengthen the life of every stolen token.
 */
public record TokenPolicy(
    String issuer, String audience, Duration maxLifetime, Duration clockSkew) {

  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

  public TokenPolicy {
    if (issuer.isBlank() || audience.isBlank()) {
      throw new IllegalArgumentException("issuer and audience must not be blank");
    }
    if (maxLifetime.isZero() || maxLifetime.isNegative()) {
      throw new IllegalArgumentException("the maximum lifetime must be longer than zero");
    }
    if (clockSkew.isNegative() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
      throw new IllegalArgumentException(
          "the clock skew must lie between PT0S and " + MAX_CLOCK_SKEW);
    }
  }
}
