package org.quantonium.ledger;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * UUID version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then 74 random bits.
 *
 * <p>Sorts by time of creation, which is what keyset pages need, and cannot be guessed.
 */
public final class TimeOrderedId {
  private static final SecureRandom RANDOM = new SecureRandom();

  private TimeOrderedId() {}

  /** When an id was made, in milliseconds since the epoch. */
  static long epochMillis(String id) {
    return UUID.fromString(id).getMostSignificantBits() >>> 16;
  }

  /** A fresh id in its text form of 36 characters. */
  public static String next(long epochMillis) {
    long high = (epochMillis << 16) | 0x7000 | (RANDOM.nextLong() & 0x0fff);
    long low = 0x8000000000000000L | (RANDOM.nextLong() >>> 2);
    return new UUID(high, low).toString();
  }
}
