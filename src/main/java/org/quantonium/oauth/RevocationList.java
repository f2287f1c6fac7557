package org.quantonium.oauth;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.quantonium.identity.Caller;
import org.quantonium.identity.Revocations;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.keys.KeyRing;
import org.quantonium.keys.Poll;
import org.quantonium.oauth.Revocation.Kind;
import org.quantonium.problem.Problem;
import org.quantonium.storage.Sql;

/**
 * The tokens that are refused before they expire. Every node looks every second what others
 * revoked; one that has not been able to for {@link KeyRing#BEHIND} serves nobody.
 */
@ApplicationScoped
public class RevocationList implements Revocations {
  /** How far the clocks of nodes may be apart. */
  private static final Duration APART = Duration.ofSeconds(5);

  private static final long DROP_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int ID_BITS = 53;

  @PersistenceContext private EntityManager database;

  @Resource(lookup = "java:app/jdbc/quantonium")
  private DataSource source;

  private final TokenPolicy policy;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final Poll poll =
      new Poll("Revoked tokens", KeyRing.BEHIND, System::nanoTime, this::read);
  private volatile RevokedTokens revoked = RevokedTokens.NONE;
  private long droppedNanos = System.nanoTime();

  RevocationList() {
    this(null, null);
  }

  @Inject
  RevocationList(TokenPolicy policy) {
    this(policy, null);
  }

  /** Without a container, which would give the data source. */
  RevocationList(TokenPolicy policy, DataSource source) {
    this.policy = policy;
    this.source = source;
  }

  /**
   * Reads them for the first time.
   *
   * @throws IllegalStateException if they cannot be read: nobody could be trusted
   */
  public void open() {
    if (!poll.now()) {
      throw new IllegalStateException("It cannot be read which tokens were revoked");
    }
  }

  /** Reads what other nodes revoked; to be called every second. */
  public void tend() {
    poll.now();
  }

  private void read() throws SQLException {
    try (Connection connection = source.getConnection()) {
      RevocationTable table = new RevocationTable(Sql.of(connection));
      if (System.nanoTime() - droppedNanos > DROP_NANOS) {
        droppedNanos = System.nanoTime();
        table.dropExpired(clock.instant());
      }
      if (!table.has(revoked)) {
        revoked = new RevokedTokens(table.all());
      }
    }
  }

  @Override
  public boolean isRevoked(Caller caller) {
    return revoked.isRevoked(caller);
  }

  /** Whether it is known what was revoked; looks again if it has not been for too long. */
  public boolean isCurrent() {
    return poll.isCurrent();
  }

  /** The same, without looking. */
  boolean isFresh() {
    return poll.isFresh();
  }

  /**
   * Revokes tokens in the transaction that there is; they are refused here after {@link #tend}, and
   * elsewhere within 5 seconds.
   *
   * @param issuedUntil not later than the clocks of nodes may be apart
   * @throws Problem INVALID_REQUEST if the value or the time is not acceptable
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Revocation add(Kind kind, String value, Instant issuedUntil) {
    Instant now = clock.instant();
    if (issuedUntil.isAfter(now.plus(APART))) {
      throw Problem.invalid("/issuedUntil", "must not lie in the future");
    }
    try {
      Revocation revocation =
          new Revocation(
              random.nextLong() >>> (Long.SIZE - ID_BITS),
              kind,
              value,
              Instant.ofEpochMilli(issuedUntil.toEpochMilli()),
              lastExpiry(kind == Kind.TOKEN ? now : issuedUntil));
      new RevocationTable(Sql.of(database)).insert(revocation, now);
      return revocation;
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/value", e.getMessage());
    }
  }

  /**
   * Revokes all tokens of a client, in the transaction that takes away what it got them for: those
   * too that another node, whose clock is ahead, issues until it hears of it. For so long it gets
   * none that is good.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void addAllOf(String clientId) {
    add(Kind.CLIENT, clientId, clock.instant().plus(APART));
  }

  /** When no token lives that was issued until then. */
  private Instant lastExpiry(Instant issuedUntil) {
    return Instant.ofEpochMilli(
        issuedUntil.plus(policy.maxLifetime()).plus(policy.clockSkew()).plus(APART).toEpochMilli());
  }

  /** All that may still name a token, newest first. */
  @Transactional
  public List<Revocation> list() {
    return new RevocationTable(Sql.of(database)).all();
  }
}
