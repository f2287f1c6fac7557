package org.quantonium.keys;

import org.quantonium.keys.StoredKey.Purpose;

/**
 * What is known of a key without opening it.
 *
 * @param algorithm a JWS algorithm name (RFC 7518), or Ed25519 (RFC 8037's curve)
 * @param createdAt milliseconds since the epoch
 * @param changedAt of the same, when it came into its state
 * @param sealedUnder name of the key-encryption key; empty in a row of before rows said it
 */
record KeyStanding(
    String kid,
    Purpose purpose,
    String algorithm,
    KeyState state,
    long createdAt,
    long changedAt,
    String sealedUnder) {

  boolean is(Purpose asked, KeyState in) {
    return purpose == asked && state == in;
  }
}
