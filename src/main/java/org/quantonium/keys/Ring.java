package org.quantonium.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quantonium.identity.VerificationKey;
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.secrets.SecretBytes;

/** All keys as they were at one moment, opened; it does not change. */
final class Ring {
  static final Ring EMPTY = new Ring();

  private static final Logger LOG = Logger.getLogger(Ring.class.getName());

  private final List<KeyStanding> standings = new ArrayList<>();
  private final Map<String, Purpose> purposes = new HashMap<>();

  /** What came out of each envelope, by kid. */
  private final Map<String, SecretBytes> opened = new HashMap<>();

  private final Map<Purpose, String> active = new EnumMap<>(Purpose.class);
  private final Map<String, TokenKey> tokenKeys = new HashMap<>();
  private final Map<String, VerificationKey> verifying = new HashMap<>();
  private final List<JWK> published = new ArrayList<>();
  private Ed25519Key ledgerSigning;
  private String jwks;

  private Ring() {}

  /**
   * The ring that a node starts with.
   *
   * @throws IllegalStateException if a key does not open, or was altered
   */
  static Ring open(List<StoredKey> rows, Keks keks) {
    return of(rows, keks, EMPTY, true);
  }

  /**
   * The ring that follows on this one. What is open stays as it was opened, whatever became of its
   * row but for its state; a key that does not open is left out, and the log says so: others must
   * still be heeded when they are revoked.
   */
  Ring then(List<StoredKey> rows, Keks keks) {
    return of(rows, keks, this, false);
  }

  private static Ring of(List<StoredKey> rows, Keks keks, Ring before, boolean strict) {
    Ring ring = new Ring();
    for (StoredKey row : rows) {
      ring.standings.add(row.standing);
      ring.purposes.put(row.kid(), row.purpose());
      if (row.state().isOpened()) {
        try {
          ring.add(row, keks, before.opened.get(row.kid()));
        } catch (Envelope.UnsealException
            | ParseException
            | JOSEException
            | IllegalArgumentException e) {
          if (strict) {
            throw new IllegalStateException(e.getMessage(), e);
          }
          LOG.log(Level.SEVERE, "A key of the ring is not used", e);
        }
      }
    }
    ring.jwks = new JWKSet(ring.published).toString();
    return ring;
  }

  private void add(StoredKey row, Keks keks, SecretBytes known)
      throws Envelope.UnsealException, ParseException, JOSEException {
    SecretBytes secret = known == null ? keks.open(row) : known;
    switch (row.purpose()) {
      case LEDGER_SIGNING -> {
        Ed25519Key key = new Ed25519Key(secret);
        unaltered(row, key.publicJwk());
        if (row.state() == KeyState.ACTIVE) {
          ledgerSigning = key;
        }
      }
      case TOKEN_SIGNING -> {
        TokenKey key = TokenKey.parse(secret);
        unaltered(row, key.publicJwk());
        tokenKeys.put(row.kid(), key);
        if (row.state().isInForce()) {
          verifying.put(row.kid(), key.verificationKey());
        }
        published.add(key.publicJwk());
      }
      default -> {
        // Symmetric: the bytes are all there is.
      }
    }
    opened.put(row.kid(), secret);
    if (row.state() == KeyState.ACTIVE) {
      active.put(row.purpose(), row.kid());
    }
  }

  private static void unaltered(StoredKey row, JWK publicKey) throws ParseException, JOSEException {
    if (!publicKey.computeThumbprint().equals(JWK.parse(row.publicJwk).computeThumbprint())) {
      throw new IllegalArgumentException(
          "The public half of key " + row.kid() + " was altered in the database");
    }
  }

  /** All keys there are, in the order of their kids. */
  List<KeyStanding> standings() {
    return List.copyOf(standings);
  }

  /** The kid in force for a purpose; empty if it did not open. */
  Optional<String> active(Purpose purpose) {
    return Optional.ofNullable(active.get(purpose));
  }

  /** The symmetric key of this purpose and kid; empty if this ring does not have it. */
  Optional<SecretBytes> secret(Purpose purpose, String kid) {
    return purposes.get(kid) == purpose ? Optional.ofNullable(opened.get(kid)) : Optional.empty();
  }

  Optional<TokenKey> signing() {
    return active(Purpose.TOKEN_SIGNING).map(tokenKeys::get);
  }

  Ed25519Key ledgerSigning() {
    return ledgerSigning;
  }

  Optional<VerificationKey> verifying(String kid) {
    return Optional.ofNullable(verifying.get(kid));
  }

  /** Whether a key of this kid may be in force meanwhile, though it is not in this ring. */
  boolean waits(String kid) {
    return tokenKeys.containsKey(kid) && !verifying.containsKey(kid);
  }

  boolean knows(String kid) {
    return purposes.containsKey(kid);
  }

  /** RFC 7517 set of the keys that verify tokens or will: public members only. */
  String jwks() {
    return jwks;
  }
}
