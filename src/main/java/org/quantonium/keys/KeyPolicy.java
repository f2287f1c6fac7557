package org.quantonium.keys;

import java.time.Duration;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.TokenPolicy;

/**
 * How long keys that rotate stay in each of their states.
 *
 * @param algorithm of new keys that sign tokens
 * @param rotation how long a key is ACTIVE; zero: until somebody says so
 * @param publication how long one is PRE_PUBLISHED at least
 * @param grace how long one is in GRACE
 * @param jwksMaxAge how long others may keep the published keys
 */
public record KeyPolicy(
    TokenAlgorithm algorithm,
    Duration rotation,
    Duration publication,
    Duration grace,
    Duration jwksMaxAge) {

  /**
   * How far nodes may be apart in what they know and in their clocks together: half of it is what a
   * node may be behind ({@link Poll}).
   */
  static final Duration APART = Duration.ofSeconds(10);

  public KeyPolicy {
    if (rotation.isNegative() || publication.isNegative() || grace.isNegative()) {
      throw new IllegalArgumentException("a time must not be negative");
    }
    if (publication.compareTo(jwksMaxAge) < 0) {
      throw new IllegalArgumentException("a key signs only when every cache may know it");
    }
  }

  /**
   * As tokens need it: nobody meets a token whose key they cannot know, and a key verifies as long
   * as a token of it may live.
   */
  static KeyPolicy of(
      TokenAlgorithm algorithm, Duration rotation, Duration jwksMaxAge, TokenPolicy tokens) {
    return new KeyPolicy(
        algorithm,
        rotation,
        jwksMaxAge.plus(APART),
        tokens.maxLifetime().plus(tokens.clockSkew()).plus(APART),
        jwksMaxAge);
  }
}
