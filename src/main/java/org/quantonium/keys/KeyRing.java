package org.quantonium.keys;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.quantonium.identity.VerificationKey;
import org.quantonium.identity.VerificationKeys;
import org.quantonium.keys.StoredKey.Purpose;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.secrets.SecretBytes;
import org.quantonium.storage.Sql;

/**
 * The keys in force: signs tokens and checkpoints, names the keys that verify tokens, and MACs
 * client secrets and pending entries.
 *
 * <p>The database holds them sealed; this bean holds them opened, from {@link #open} on, and looks
 * every second what other nodes did to them. A key that does not open stops the start: a node that
 * cannot sign must not serve.
 */
@ApplicationScoped
public class KeyRing implements VerificationKeys {
  /** What other nodes did holds here within this, or nobody is trusted. */
  public static final Duration BEHIND = KeyPolicy.APART.dividedBy(2);

  private static final Logger LOG = Logger.getLogger(KeyRing.class.getName());
  private static final long UNKNOWN_KID_NANOS = Duration.ofSeconds(30).toNanos();

  /** Stands for every waveform key that this ring does not have. */
  private final SecretBytes nobodysKey = SecretBytes.random(32);

  @Resource(lookup = "java:app/jdbc/quantonium")
  private DataSource source;

  private final KeyEncryptionKey keyEncryptionKey;
  private final KeyTransactions transactions;
  private final KeyPolicy policy;
  private final Clock clock = Clock.systemUTC();
  private final Poll poll = new Poll("The keys", BEHIND, System::nanoTime, this::read);
  private final AtomicLong unknownKid = new AtomicLong(System.nanoTime() - UNKNOWN_KID_NANOS);
  private volatile Ring ring = Ring.EMPTY;
  private Keks keks;
  private Rewrapping rewrapping;
  private KeyLife life;
  private boolean failing;

  KeyRing() {
    this(null, null, null, null);
  }

  @Inject
  KeyRing(KeyEncryptionKey keyEncryptionKey, KeyTransactions transactions, KeyPolicy policy) {
    this(keyEncryptionKey, transactions, policy, null);
  }

  /** Without a container, which would give the data source. */
  KeyRing(
      KeyEncryptionKey keyEncryptionKey,
      KeyTransactions transactions,
      KeyPolicy policy,
      DataSource source) {
    this.keyEncryptionKey = keyEncryptionKey;
    this.transactions = transactions;
    this.policy = policy;
    this.source = source;
  }

  /** Loads every key and makes those that are missing; called once, before the first request. */
  public void open() {
    List<StoredKey> rows = new ArrayList<>(rows());
    keks = keyEncryptionKey.open(rows.isEmpty());
    rewrapping = new Rewrapping(keks, transactions);
    KeyGenerator generator = new KeyGenerator(keks.current(), policy.algorithm());
    life = new KeyLife(policy, generator, clock);
    List<StoredKey> fresh = new ArrayList<>();
    for (Purpose purpose : Purpose.values()) {
      if (rows.stream().noneMatch(key -> key.standing.is(purpose, KeyState.ACTIVE))) {
        fresh.add(generator.row(purpose, KeyState.ACTIVE, clock.instant()));
      }
    }
    rows.addAll(fresh);
    // First: whoever records the fresh ones needs the ring.
    ring = Ring.open(rows, keks);
    if (!fresh.isEmpty()) {
      transactions.inOne(
          table -> {
            fresh.forEach(table::insert);
            return new KeyChange(fresh.stream().map(key -> key.standing).toList(), List.of());
          });
    }
    poll.now();
  }

  private List<StoredKey> rows() {
    try (Connection connection = source.getConnection()) {
      return new KeyTable(Sql.of(connection)).all();
    } catch (SQLException e) {
      throw new IllegalStateException("The database did not answer at start", e);
    }
  }

  private void read() throws SQLException {
    try (Connection connection = source.getConnection()) {
      KeyTable table = new KeyTable(Sql.of(connection));
      if (!table.standings().equals(ring.standings())) {
        ring = ring.then(table.all(), keks);
      }
    }
  }

  /**
   * Reads what other nodes did, does what its time has come for, and seals anew what another
   * key-encryption key seals; to be called every second. What fails is tried again.
   */
  public void tend() {
    try {
      if (poll.now()) {
        if (life.isDue(ring.standings())) {
          transactions.inOne(life::tend);
          poll.now();
        }
        sealAnew();
      }
      failing = false;
    } catch (Overtaken e) {
      LOG.log(Level.FINE, "Another node changed the keys first", e);
    } catch (RuntimeException e) {
      // What left here would end the schedule.
      LOG.log(
          failing ? Level.FINE : Level.WARNING,
          "The keys could not be changed; it is tried again",
          e);
      failing = true;
    }
  }

  private void sealAnew() {
    if (rewrapping.isDue(ring.standings())) {
      rewrapping.run(rows());
      poll.now();
      rewrapping.tellIfDone(ring.standings());
    }
  }

  /** Reads now what became of the keys. */
  public void refresh() {
    poll.now();
  }

  /** Whether it is known what became of the keys; looks again if it has not been for too long. */
  public boolean isCurrent() {
    return poll.isCurrent();
  }

  /** The same, without looking. */
  boolean isFresh() {
    return poll.isFresh();
  }

  /**
   * The next key of a purpose takes the place of the ACTIVE one, in the transaction that there is.
   *
   * @param purpose a name of {@link Purpose}
   * @throws Problem CONFLICT if that cannot be done now
   * @throws Overtaken if another node was first: to be tried again in another transaction
   */
  public void rotate(String purpose) {
    transactions.inOne(table -> life.rotate(Purpose.valueOf(purpose), table));
  }

  /**
   * Revokes a key that signs tokens, in the transaction that there is; false if it was before.
   *
   * @throws Problem NOT_FOUND, or CONFLICT if it is of another purpose
   * @throws Overtaken if another node was first: to be tried again in another transaction
   */
  public boolean revoke(String kid) {
    return !transactions.inOne(table -> life.revoke(kid, table)).moved().isEmpty();
  }

  /** All keys that there are, oldest first, as this node knows them. */
  public List<KeyView> list() {
    return ring.standings().stream().map(KeyView::of).sorted(KeyView.OLDEST_FIRST).toList();
  }

  /** How this node stands with its key-encryption keys. */
  public KekView keyEncryption() {
    return keks.view(ring.standings());
  }

  /**
   * The key that signs tokens now.
   *
   * @throws Problem UNAVAILABLE if it is not known which it is
   */
  public TokenKey tokenSigningKey() {
    if (!isCurrent()) {
      throw away();
    }
    return ring.signing().orElseThrow(KeyRing::away);
  }

  private static Problem away() {
    return new Problem(ProblemType.UNAVAILABLE, "The key to sign with is not known; try again.")
        .retryAfterSeconds(1);
  }

  /**
   * One that waits for its turn may have come to it on another node a moment ago, so the database
   * is asked; for a kid that nobody knows it is asked once in 30 seconds.
   */
  @Override
  public Optional<VerificationKey> find(String kid) {
    Optional<VerificationKey> key = ring.verifying(kid);
    if (key.isEmpty() && (ring.waits(kid) || (!ring.knows(kid) && mayAskForAnUnknownKid()))) {
      poll.now();
      return ring.verifying(kid);
    }
    return key;
  }

  /** Whether a key of this ring verifies nothing any more; of another key nothing is known. */
  @Override
  public boolean isOutOfForce(String kid) {
    Ring now = ring;
    return now.knows(kid) && now.verifying(kid).isEmpty();
  }

  private boolean mayAskForAnUnknownKid() {
    long last = unknownKid.get();
    long now = System.nanoTime();
    return now - last >= UNKNOWN_KID_NANOS && unknownKid.compareAndSet(last, now);
  }

  /** RFC 7517 set of the keys that verify tokens, now or next: public members only. */
  public String jwks() {
    return ring.jwks();
  }

  /** How long others may keep {@link #jwks}. */
  public Duration jwksMaxAge() {
    return policy.jwksMaxAge();
  }

  /** The key id under which new client secrets are MACed. */
  public String clientSecretKeyId() {
    return active(Purpose.CLIENT_SECRET_MAC);
  }

  /** Whether secrets that were MACed under this key can still be checked. */
  public boolean hasClientSecretKey(String kid) {
    return ring.secret(Purpose.CLIENT_SECRET_MAC, kid).isPresent();
  }

  /**
   * HMAC-SHA-256 of client id, 00 and secret, 32 bytes. A secret of ours has 256 random bits, so a
   * fast hash is enough; the id keeps a MAC that is copied to another client's row from fitting
   * there.
   *
   * @param kid of a key that is there
   */
  public byte[] clientSecretMac(String kid, String clientId, SecretBytes secret) {
    Mac mac = hmac(ring.secret(Purpose.CLIENT_SECRET_MAC, kid).orElseThrow());
    mac.update(clientId.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return mac.doFinal(secret.expose());
  }

  /** The Ed25519 key that verifies the ledger's checkpoints and promises, 32 bytes. */
  public byte[] ledgerPublicKey() {
    return ring.ledgerSigning().publicKey();
  }

  /** Ed25519 signature with the ledger's own key, 64 bytes. */
  public byte[] signForLedger(byte[] message) {
    return ring.ledgerSigning().sign(message);
  }

  /** HMAC-SHA-256 by which nodes know each other's pending entries, 32 bytes. */
  public byte[] ledgerMac(byte[] message) {
    Ring now = ring;
    return hmac(now.secret(Purpose.LEDGER_MAC, active(Purpose.LEDGER_MAC)).orElseThrow())
        .doFinal(message);
  }

  /** The key id under which waveforms are hashed now, 1 to 64 of {@code A-Z a-z 0-9 - _}. */
  public String waveformKeyId() {
    return active(Purpose.WAVEFORM_MAC);
  }

  /**
   * HMAC-SHA-256 under the waveform key of this id, to be fed. An id that this ring does not have
   * gives one that nothing matches and that costs the same, so that time tells of no key.
   */
  public Mac waveformMac(String kid) {
    return hmac(ring.secret(Purpose.WAVEFORM_MAC, kid).orElse(nobodysKey));
  }

  /** The key id under which data is sealed now. */
  String dataKeyId() {
    return active(Purpose.DATA);
  }

  /** The data key of this id; empty if this ring does not have it. */
  Optional<SecretBytes> dataKey(String kid) {
    return ring.secret(Purpose.DATA, kid);
  }

  private String active(Purpose purpose) {
    return ring.active(purpose).orElseThrow(KeyRing::away);
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
