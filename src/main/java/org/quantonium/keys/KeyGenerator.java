package org.quantonium.keys;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.time.Instant;
import java.util.UUID;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.secrets.SecretBytes;

/** Makes the rows of new keys. */
final class KeyGenerator {
  private static final int SECRET_BYTES = 32;

  private final Kek kek;
  private final TokenAlgorithm tokens;

  /**
   * @param tokens by which new keys sign tokens
   */
  KeyGenerator(Kek kek, TokenAlgorithm tokens) {
    this.kek = kek;
    this.tokens = tokens;
  }

  /** A fresh key for this purpose, in its first state. */
  StoredKey row(Purpose purpose, KeyState state, Instant now) {
    return switch (purpose) {
      case TOKEN_SIGNING -> row(TokenKey.generate(tokens), state, now);
      case LEDGER_SIGNING -> ledgerSigningKey(state, now);
      case CLIENT_SECRET_MAC, LEDGER_MAC, WAVEFORM_MAC -> secretKey(purpose, "HS256", state, now);
      case DATA -> secretKey(purpose, "A256GCM", state, now);
    };
  }

  StoredKey row(TokenKey key, KeyState state, Instant now) {
    return sealed(
        standing(Purpose.TOKEN_SIGNING, key.kid(), key.algorithm().label(), state, now),
        key.publicJwk().toJSONString(),
        key.privateJwk());
  }

  private StoredKey ledgerSigningKey(KeyState state, Instant now) {
    Ed25519Key key = Ed25519Key.generate();
    OctetKeyPair jwk = key.publicJwk();
    return sealed(
        standing(Purpose.LEDGER_SIGNING, jwk.getKeyID(), Ed25519Key.ALGORITHM, state, now),
        jwk.toJSONString(),
        key.seed());
  }

  /** 256 random bits; kid is random too, since a thumbprint would hash the secret. */
  private StoredKey secretKey(Purpose purpose, String algorithm, KeyState state, Instant now) {
    return sealed(
        standing(purpose, UUID.randomUUID().toString(), algorithm, state, now),
        "",
        SecretBytes.random(SECRET_BYTES));
  }

  private StoredKey sealed(KeyStanding standing, String publicJwk, SecretBytes secret) {
    return new StoredKey(
        standing, publicJwk, kek.seal(standing.kid(), standing.algorithm(), secret));
  }

  private KeyStanding standing(
      Purpose purpose, String kid, String algorithm, KeyState state, Instant now) {
    long millis = now.toEpochMilli();
    return new KeyStanding(kid, purpose, algorithm, state, millis, millis, kek.id());
  }
}
