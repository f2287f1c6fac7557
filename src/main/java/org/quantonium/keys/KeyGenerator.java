package org.quantonium.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Makes the rows of new, ACTIVE keys. */
final class KeyGenerator {
  private static final int SECRET_BYTES = 32;

  private KeyGenerator() {}

  /** P-256 for ES256; kid = RFC 7638 thumbprint (SHA-256, base64url). */
  static ECKey tokenSigningKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(com.nimbusds.jose.JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("P-256 is not to be had", e);
    }
  }

  /** A fresh key for this purpose. */
  static StoredKey row(StoredKey.Purpose purpose, SecretBytes kek, Instant now) {
    return switch (purpose) {
      case TOKEN_SIGNING -> row(tokenSigningKey(), kek, now);
      case LEDGER_SIGNING -> ledgerSigningKey(kek, now);
      case CLIENT_SECRET_MAC, LEDGER_MAC, WAVEFORM_MAC -> secretKey(purpose, "HS256", kek, now);
      case DATA -> secretKey(purpose, "A256GCM", kek, now);
    };
  }

  static StoredKey row(ECKey key, SecretBytes kek, Instant now) {
    StoredKey row = active(StoredKey.Purpose.TOKEN_SIGNING, key.getKeyID(), "ES256", now);
    row.publicJwk = key.toPublicJWK().toJSONString();
    row.sealed =
        Envelope.seal(
            kek, row.kid, row.algorithm, key.toJSONString().getBytes(StandardCharsets.UTF_8));
    return row;
  }

  private static StoredKey ledgerSigningKey(SecretBytes kek, Instant now) {
    Ed25519Key key = Ed25519Key.generate();
    OctetKeyPair jwk = key.publicJwk();
    StoredKey row =
        active(StoredKey.Purpose.LEDGER_SIGNING, jwk.getKeyID(), Ed25519Key.ALGORITHM, now);
    row.publicJwk = jwk.toJSONString();
    row.sealed = Envelope.seal(kek, row.kid, row.algorithm, key.seed().expose());
    return row;
  }

  /** 256 random bits; kid is random too, since a thumbprint would hash the secret. */
  private static StoredKey secretKey(
      StoredKey.Purpose purpose, String algorithm, SecretBytes kek, Instant now) {
    StoredKey row = active(purpose, UUID.randomUUID().toString(), algorithm, now);
    row.sealed =
        Envelope.seal(kek, row.kid, row.algorithm, SecretBytes.random(SECRET_BYTES).expose());
    return row;
  }

  private static StoredKey active(
      StoredKey.Purpose purpose, String kid, String algorithm, Instant now) {
    StoredKey row = new StoredKey();
    row.kid = kid;
    row.purpose = purpose;
    row.algorithm = algorithm;
    row.state = StoredKey.State.ACTIVE;
    row.activePurpose = purpose.name();
    row.createdAt = now.toEpochMilli();
    return row;
  }
}
