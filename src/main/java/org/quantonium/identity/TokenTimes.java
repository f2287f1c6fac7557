package org.quantonium.identity;

import java.time.Duration;
import java.time.Instant;

/** The rules that the times of a token and of an assertion keep; the same for both. */
final class TokenTimes {
  private TokenTimes() {}

  /**
   * Checks them.
   *
   * @param clockSkew how far issue and beginning may lie in the future; it does not prolong the end
   * @throws InvalidToken LIFETIME, EXPIRED, ISSUED_IN_FUTURE or NOT_YET_VALID
   */
  static void check(
      Instant issuedAt,
      Instant expiresAt,
      Instant notBefore,
      Duration maxLifetime,
      Duration clockSkew,
      Instant now)
      throws InvalidToken {
    Duration lifetime = Duration.between(issuedAt, expiresAt);
    if (lifetime.isZero() || lifetime.isNegative() || lifetime.compareTo(maxLifetime) > 0) {
      throw new InvalidToken(InvalidToken.Reason.LIFETIME);
    }
    if (!now.isBefore(expiresAt)) {
      throw new InvalidToken(InvalidToken.Reason.EXPIRED);
    }
    Instant latestStart = now.plus(clockSkew);
    if (issuedAt.isAfter(latestStart)) {
      throw new InvalidToken(InvalidToken.Reason.ISSUED_IN_FUTURE);
    }
    if (notBefore.isAfter(latestStart)) {
      throw new InvalidToken(InvalidToken.Reason.NOT_YET_VALID);
    }
  }
}
