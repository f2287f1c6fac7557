package org.quantonium.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the key ring: public half in clear, private half sealed. */
@Entity
@Table(name = "key_ring")
class StoredKey {
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

  /** Where a key is in its life; only ACTIVE and GRACE keys verify. */
  enum State {
    ACTIVE,
    GRACE,
    RETIRED,
    REVOKED
  }

  @Id
  @Column(name = "kid")
  String kid;

  @Enumerated(EnumType.STRING)
  @Column(name = "purpose")
  Purpose purpose;

  /** A JWS algorithm name (RFC 7518), or Ed25519 (RFC 8037's curve). */
  @Column(name = "algorithm")
  String algorithm;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  State state;

  /** The purpose while ACTIVE, else null: its unique constraint allows one ACTIVE key a purpose. */
  @Column(name = "active_purpose")
  String activePurpose;

  /** RFC 7517, without private members; null for a symmetric key. */
  @Column(name = "public_jwk")
  String publicJwk;

  /** See {@link Envelope}. */
  @Column(name = "sealed")
  byte[] sealed;

  /** Milliseconds since the epoch. */
  @Column(name = "created_at")
  long createdAt;

  protected StoredKey() {}

  boolean verifies() {
    return state == State.ACTIVE || state == State.GRACE;
  }
}
