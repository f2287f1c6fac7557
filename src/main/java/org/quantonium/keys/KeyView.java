package org.quantonium.keys;

import java.time.Instant;
import java.util.Comparator;

/**
 * What an administrator sees of a key.
 *
 * @param purpose what it may be used for
 * @param state where it is in its life
 * @param changedAt when it came there
 * @param sealedUnder name of the key-encryption key that seals it, 16 hexadecimal digits; empty if
 *     that is not known yet
 */
public record KeyView(
    String kid,
    String purpose,
    String algorithm,
    String state,
    Instant createdAt,
    Instant changedAt,
    String sealedUnder) {

  static final Comparator<KeyView> OLDEST_FIRST =
      Comparator.comparing(KeyView::createdAt).thenComparing(KeyView::kid);

  static KeyView of(KeyStanding key) {
    return new KeyView(
        key.kid(),
        key.purpose().name(),
        key.algorithm(),
        key.state().name(),
        Instant.ofEpochMilli(key.createdAt()),
        Instant.ofEpochMilli(key.changedAt()),
        key.sealedUnder());
  }
}
