package org.quantonium.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quantonium.identity.VerificationKey;
import org.quantonium.identity.VerificationKeys;

/**
 * The keys in force: signs tokens and checkpoints, names the keys that verify tokens, and MACs
 * client secrets and pending entries.
 *
 * <p>The database holds them sealed; this bean holds them opened, from {@link #open} on. A key that
 * does not open stops the start: a node that cannot sign must not serve.
 */
@ApplicationScoped
public class KeyRing implements VerificationKeys {
  /** The key that signs new tokens. */
  private ECKey signing;

  private Ed25519Key ledgerSigning;
  private SecretBytes ledgerMac;
  private String macKid;
  private String dataKid;
  private final Map<String, SecretBytes> dataKeys = new HashMap<>();
  private String waveformKid;
  private final Map<String, SecretBytes> waveformKeys = new HashMap<>();

  /** Stands for every waveform key that this ring does not have. */
  private final SecretBytes nobodysKey = SecretBytes.random(32);

  private final Map<String, SecretBytes> macKeys = new HashMap<>();
  private final Map<String, VerificationKey> verifying = new HashMap<>();
  private String jwks;

  @Inject private KeyEncryptionKey keyEncryptionKey;

  @Inject private Event<KeyCreated> created;

  @PersistenceContext private EntityManager database;

  /** Loads every key and makes those that are missing; called once, before the first request. */
  @Transactional
  public void open() {
    List<StoredKey> rows =
        new ArrayList<>(
            database.createQuery("select k from StoredKey k", StoredKey.class).getResultList());
    SecretBytes kek = rows.isEmpty() ? keyEncryptionKey.findOrMake() : keyEncryptionKey.find();
    List<StoredKey> fresh = new ArrayList<>();
    for (StoredKey.Purpose purpose : StoredKey.Purpose.values()) {
      if (rows.stream().noneMatch(k -> active(k, purpose))) {
        fresh.add(KeyGenerator.row(purpose, kek, Clock.systemUTC().instant()));
      }
    }
    fresh.forEach(database::persist);
    rows.addAll(fresh);
    List<JWK> published = new ArrayList<>();
    for (StoredKey row : rows) {
      if (row.verifies()) {
        load(row, kek, published);
      }
    }
    jwks = new JWKSet(published).toString();
    // Last: whoever records them needs the ring.
    fresh.forEach(row -> created.fire(new KeyCreated(row.kid, row.purpose.name(), row.algorithm)));
  }

  private static boolean active(StoredKey row, StoredKey.Purpose purpose) {
    return row.state == StoredKey.State.ACTIVE && row.purpose == purpose;
  }

  private void load(StoredKey row, SecretBytes kek, List<JWK> published) {
    boolean inForce = row.state == StoredKey.State.ACTIVE;
    try {
      SecretBytes secret = Envelope.open(kek, row.kid, row.algorithm, row.sealed);
      switch (row.purpose) {
        case CLIENT_SECRET_MAC -> {
          macKeys.put(row.kid, secret);
          macKid = inForce ? row.kid : macKid;
        }
        case DATA -> {
          dataKeys.put(row.kid, secret);
          dataKid = inForce ? row.kid : dataKid;
        }
        case WAVEFORM_MAC -> {
          waveformKeys.put(row.kid, secret);
          waveformKid = inForce ? row.kid : waveformKid;
        }
        case LEDGER_MAC -> ledgerMac = inForce ? secret : ledgerMac;
        case LEDGER_SIGNING -> {
          Ed25519Key key = new Ed25519Key(secret);
          unaltered(row, key.publicJwk());
          ledgerSigning = inForce ? key : ledgerSigning;
        }
        case TOKEN_SIGNING -> {
          ECKey key = ECKey.parse(new String(secret.expose(), StandardCharsets.UTF_8));
          unaltered(row, key.toPublicJWK());
          verifying.put(
              row.kid,
              new VerificationKey(row.kid, JWSAlgorithm.parse(row.algorithm), key.toECPublicKey()));
          published.add(JWK.parse(row.publicJwk));
          signing = inForce ? key : signing;
        }
      }
    } catch (Envelope.UnsealException | ParseException | JOSEException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static void unaltered(StoredKey row, JWK publicKey) throws ParseException, JOSEException {
    if (!publicKey.computeThumbprint().equals(JWK.parse(row.publicJwk).computeThumbprint())) {
      throw new IllegalStateException(
          "The public half of key " + row.kid + " was altered in the database");
    }
  }

  /** The P-256 key that signs tokens now, private part included. */
  public ECKey tokenSigningKey() {
    return signing;
  }

  @Override
  public Optional<VerificationKey> find(String kid) {
    return Optional.ofNullable(verifying.get(kid));
  }

  /** RFC 7517 set of the keys that verify tokens: public members only. */
  public String jwks() {
    return jwks;
  }

  /** The key id under which new client secrets are MACed. */
  public String clientSecretKeyId() {
    return macKid;
  }

  /** Whether secrets that were MACed under this key can still be checked. */
  public boolean hasClientSecretKey(String kid) {
    return macKeys.containsKey(kid);
  }

  /**
   * HMAC-SHA-256 of client id, 00 and secret, 32 bytes. A secret of ours has 256 random bits, so a
   * fast hash is enough; the id keeps a MAC that is copied to another client's row from fitting
   * there.
   *
   * @param kid of a key that is there
   */
  public byte[] clientSecretMac(String kid, String clientId, SecretBytes secret) {
    Mac mac = hmac(macKeys.get(kid));
    mac.update(clientId.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return mac.doFinal(secret.expose());
  }

  /** The Ed25519 key that verifies the ledger's checkpoints and promises, 32 bytes. */
  public byte[] ledgerPublicKey() {
    return ledgerSigning.publicKey();
  }

  /** Ed25519 signature with the ledger's own key, 64 bytes. */
  public byte[] signForLedger(byte[] message) {
    return ledgerSigning.sign(message);
  }

  /** HMAC-SHA-256 by which nodes know each other's pending entries, 32 bytes. */
  public byte[] ledgerMac(byte[] message) {
    return hmac(ledgerMac).doFinal(message);
  }

  /** The key id under which waveforms are hashed now, 1 to 64 of {@code A-Z a-z 0-9 - _}. */
  public String waveformKeyId() {
    return waveformKid;
  }

  /**
   * HMAC-SHA-256 under the waveform key of this id, to be fed. An id that this ring does not have
   * gives one that nothing matches and that costs the same, so that time tells of no key.
   */
  public Mac waveformMac(String kid) {
    return hmac(waveformKeys.getOrDefault(kid, nobodysKey));
  }

  /** The key id under which data is sealed now. */
  String dataKeyId() {
    return dataKid;
  }

  /** The data key of this id; empty if this ring does not have it. */
  Optional<SecretBytes> dataKey(String kid) {
    return Optional.ofNullable(dataKeys.get(kid));
  }

  private static Mac hmac(SecretBytes key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.expose(), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
    }
  }
}
