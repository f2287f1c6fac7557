package org.quantonium.oauth;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.quantonium.identity.Caller;

/**
 * Tokens that are refused from now on.
 *
 * @param id random, 0 to 2^53 - 1
 * @param value the {@code jti}, client id or subject, 1 to 255 visible ASCII characters; empty for
 *     all
 * @param issuedUntil tokens that were issued later are none of them, in milliseconds; of no meaning
 *     for a single token
 * @param expiresAt none of them lives then
 */
public record Revocation(long id, Kind kind, String value, Instant issuedUntil, Instant expiresAt) {

  private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]{1,255}");

  /** What a revocation names. */
  public enum Kind {
    TOKEN,
    CLIENT,
    SUBJECT,
    ALL
  }

  public Revocation {
    Objects.requireNonNull(issuedUntil, "issuedUntil");
    Objects.requireNonNull(expiresAt, "expiresAt");
    if (kind == Kind.ALL ? !value.isEmpty() : !VISIBLE_ASCII.matcher(value).matches()) {
      throw new IllegalArgumentException(
          kind == Kind.ALL ? "must be left out" : "must be 1 to 255 visible ASCII characters");
    }
  }

  /** Whether a token is one of these. */
  boolean names(Caller caller) {
    return switch (kind) {
      case TOKEN -> caller.tokenId().equals(value);
      case CLIENT -> caller.clientId().equals(value) && isOldEnough(caller);
      case SUBJECT -> caller.subject().equals(value) && isOldEnough(caller);
      case ALL -> isOldEnough(caller);
    };
  }

  /** A token tells the second in which it was issued: all of that second are. */
  private boolean isOldEnough(Caller caller) {
    return !caller.issuedAt().isAfter(issuedUntil);
  }
}
