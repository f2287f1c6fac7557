package org.quantonium.keys;

/** A row of the key ring: public half in clear, private half sealed. */
final class StoredKey {
  /** What a key may be used for: one key, one purpose. */
  enum Purpose {
    TOKEN_SIGNING,
    CLIENT_SECRET_MAC,
    /** Ed25519: checkpoints and promises of the ledger. */
    LEDGER_SIGNING,
    /** HMAC-SHA-256: pending entries of the ledger, which one node writes and another reads. */
    LEDGER_MAC,
    /** AES-256: what clients sent and got, see {@link DataVault}. */
    DATA,
    /** HMAC-SHA-256: hashes of waveforms, which verify for as long as the ring has their key. */
    WAVEFORM_MAC
  }

  final KeyStanding standing;

  /** RFC 7517, without private members; empty for a symmetric key. */
  final String publicJwk;

  /** See {@link Envelope}. */
  final byte[] sealed;

  StoredKey(KeyStanding standing, String publicJwk, byte[] sealed) {
    this.standing = standing;
    this.publicJwk = publicJwk;
    this.sealed = sealed.clone();
  }

  String kid() {
    return standing.kid();
  }

  Purpose purpose() {
    return standing.purpose();
  }

  String algorithm() {
    return standing.algorithm();
  }

  KeyState state() {
    return standing.state();
  }
}
