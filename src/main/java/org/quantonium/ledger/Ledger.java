package org.quantonium.ledger;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** Where events are written. Cost: one insert each; many run at once; no lock is taken. */
@ApplicationScoped
public class Ledger {
  private static final Logger LOG = Logger.getLogger(Ledger.class.getName());
  private static final int RETRY_SECONDS = 5;

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  @Inject private PendingEntries pending;
  @Inject private LedgerState state;
  @Inject private Receipts receipts;
  @Inject private CurrentRequest request;

  @Inject
  @ConfigProperty(name = "quantonium.node.name")
  private Optional<String> configuredName;

  private String node;
  private volatile boolean away;

  @PostConstruct
  void nameNode() {
    node = NodeName.of(configuredName);
  }

  /**
   * Writes an entry in the transaction of the act that it records: both are there, or neither.
   *
   * @throws jakarta.transaction.TransactionalException if there is no transaction
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Recorded append(Event event) {
    state.check();
    Entry entry = entryOfRequest(event);
    pending.join(entry);
    return recorded(entry.entryId(), entry.leafHash());
  }

  /**
   * Makes an entry without writing it: for transactions that must be short. The ledger can still
   * refuse it, when it is written.
   *
   * @throws Problem UNAVAILABLE if no entry would be taken now
   */
  public PreparedEntry prepare(Event event) {
    state.check();
    return new PreparedEntry(pending.row(entryOfRequest(event)));
  }

  /**
   * The same for an event that followed another. Its time is later by a millisecond at least: ids
   * order what waits, and within a millisecond their order is chance.
   */
  public PreparedEntry prepareAfter(PreparedEntry before, Event event) {
    state.check();
    long now = Math.max(clock.millis(), before.row().recordedAt + 1);
    return new PreparedEntry(pending.row(entryOfRequest(event, now)));
  }

  /** What holds of an entry once it is written. */
  public Recorded recorded(PreparedEntry entry) {
    return recorded(entry.row().entryId, entry.row().leafHash);
  }

  /**
   * Writes entries in the connection's transaction: they are durable once it is.
   *
   * @throws SQLException if they were not written, and the transaction is to be rolled back
   */
  public void write(Connection connection, List<PreparedEntry> entries) throws SQLException {
    state.check();
    pending.insert(connection, entries);
  }

  /**
   * Writes an entry in a transaction of its own: for what has no transaction, and for what must
   * stay recorded when the caller's is rolled back. It is durable when this returns.
   *
   * @throws Problem UNAVAILABLE, with Retry-After, if it could not be written
   */
  public Recorded record(Event event) {
    return write(entryOfRequest(event));
  }

  /**
   * The same, for an event of other requests than the current one.
   *
   * @param address the client's; empty if there were several, or none
   */
  Recorded record(Event event, Optional<String> address) {
    return write(entry(event, clock.millis(), address, Optional.empty()));
  }

  private Recorded write(Entry entry) {
    state.check();
    try {
      pending.alone(entry);
      away = false;
    } catch (Exception e) {
      // What a commit throws is checked on one server; and a flood that is refused is logged once.
      LOG.log(away ? Level.FINE : Level.WARNING, "The ledger does not take entries", e);
      away = true;
      throw new Problem(
              ProblemType.UNAVAILABLE, "The ledger did not take its record; try again.", e)
          .retryAfterSeconds(RETRY_SECONDS);
    }
    return recorded(entry.entryId(), entry.leafHash());
  }

  /** Whether an entry would not be taken now, or the last one could not be written. */
  boolean isAway() {
    return away || !state.takesEntries();
  }

  private Entry entryOfRequest(Event event) {
    return entryOfRequest(event, clock.millis());
  }

  private Entry entryOfRequest(Event event, long now) {
    return entry(event, now, current(CurrentRequest::address), current(CurrentRequest::bodyDigest));
  }

  private Entry entry(
      Event event, long now, Optional<String> address, Optional<String> requestDigest) {
    return Entry.of(event, TimeOrderedId.next(now), now, node, address, requestDigest, random);
  }

  /** Empty on a thread that serves no request. */
  private Optional<String> current(Function<CurrentRequest, Optional<String>> fact) {
    try {
      return fact.apply(request);
    } catch (ContextNotActiveException e) {
      return Optional.empty();
    }
  }

  private Recorded recorded(String entryId, byte[] hash) {
    String leafHash = Base64.getEncoder().encodeToString(hash);
    return new Recorded(
        entryId, leafHash, Base64.getEncoder().encodeToString(receipts.mac(entryId, leafHash)));
  }
}
