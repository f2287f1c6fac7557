package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.quantonium.keys.KeyChanged;
import org.quantonium.keys.KeyCreated;
import org.quantonium.keys.KeyRewrapped;
import org.quantonium.keys.KeyRing;
import org.quantonium.merkle.Checkpoint;
import org.quantonium.merkle.VerifierKey;
import org.quantonium.problem.Problem;
import org.quantonium.storage.DataDirectory;

/**
 * The ledger on this node: checked before anything is served, worked several times a second, closed
 * last.
 */
@ApplicationScoped
public class LedgerNode {
  /** A file of this name in the data directory holds a checkpoint that an operator trusts. */
  static final String SUPPLIED = "ledger-checkpoint";

  /** More are not taken: the database must not fill with what waits. */
  private static final int MOST_PENDING = 50_000;

  private static final Logger LOG = Logger.getLogger(LedgerNode.class.getName());

  @Inject private KeyRing keys;
  @Inject private DataDirectory directory;
  @Inject private LedgerSettings settings;
  @Inject private LedgerState state;
  @Inject private Ledger ledger;
  @Inject private Refusals refusals;
  @Inject private ReadRecords reads;

  @Resource(lookup = "java:app/jdbc/quantonium")
  private DataSource database;

  private final Clock clock = Clock.systemUTC();
  private VerifierKey key;
  private Anchor anchor;
  private Sequencer sequencer;
  private Publisher publisher;

  /** A new key and its record are in one transaction. */
  void onKeyCreated(@Observes KeyCreated key) {
    ledger.append(new NodeEvent.KeyCreated(key.kid(), key.purpose(), key.algorithm()));
  }

  /** What becomes of a key too. */
  void onKeyChanged(@Observes KeyChanged key) {
    ledger.append(new NodeEvent.KeyChanged(key.kid(), key.purpose(), key.from(), key.to()));
  }

  /** So is a key that was sealed anew. */
  void onKeyRewrapped(@Observes KeyRewrapped key) {
    ledger.append(new NodeEvent.KeyRewrapped(key.kid(), key.purpose(), key.from(), key.to()));
  }

  /**
   * Checks the database, opens the ledger and records that the node serves.
   *
   * @param started what is recorded
   * @throws IllegalStateException if this node must not serve; the message says what to do
   */
  public void open(NodeEvent.Started started) {
    settings.check();
    try (Connection connection = database.getConnection()) {
      key = new VerifierKey(origin(new Tables(connection)), keys.ledgerPublicKey());
      anchor = Anchor.open(settings.anchorFile(), key);
      Optional<Checkpoint> previous = anchor.last().map(Vouched::checkpoint);
      Optional<Vouched> accepted =
          new StartCheck(connection, anchor, key, settings.startAuditEntries())
              .check(directory.readSecret(SUPPLIED).map(bytes -> new String(bytes, UTF_8)));
      Publisher opened = new Publisher(database, anchor, key, keys::signForLedger, clock);
      state.open(settings.maxMergeDelay().dividedBy(2));
      if (accepted.isPresent()) {
        // First: after a crash it is recorded twice, but never without what the node held before.
        ledger.record(acceptance(accepted.get().checkpoint(), previous));
        anchor.append(accepted.get());
      }
      opened.begin();
      ledger.record(started);
      // Last, so that an acceptance that was not recorded is done again.
      directory.consume(SUPPLIED);
      sequencer = new Sequencer(database, keys::ledgerMac);
      publisher = opened;
      anchor.last().ifPresent(state::publish);
    } catch (SQLException e) {
      throw new IllegalStateException("The database did not answer at start", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The anchor " + settings.anchorFile() + " cannot be read or written", e);
    } catch (LedgerBroken e) {
      state.become(LedgerState.Condition.BROKEN);
      throw new IllegalStateException(e.getMessage(), e);
    } finally {
      if (publisher == null) {
        letGoOfTheAnchor();
      }
    }
    LOG.info(() -> "The ledger's key, for whoever verifies it: " + key);
  }

  private static NodeEvent.CheckpointAccepted acceptance(
      Checkpoint accepted, Optional<Checkpoint> previous) {
    return new NodeEvent.CheckpointAccepted(headOf(accepted), previous.map(LedgerNode::headOf));
  }

  private static NodeEvent.Head headOf(Checkpoint checkpoint) {
    return new NodeEvent.Head(
        checkpoint.size(), Base64.getEncoder().encodeToString(checkpoint.root()));
  }

  private String origin(Tables tables) throws SQLException {
    String origin = tables.head().origin();
    if (origin == null) {
      tables.setOrigin(settings.originOfANewLog());
      // Read again: of two nodes that start at once, one was first.
      origin = tables.head().origin();
    }
    return origin;
  }

  /** The key that verifies checkpoints and promises. */
  VerifierKey key() {
    return key;
  }

  /** Sequences what waits and publishes the head. One thread calls it, several times a second. */
  public synchronized void work() {
    if (state.condition() == LedgerState.Condition.BROKEN || publisher == null) {
      return;
    }
    try {
      publisher.publishWhatWaits(sequencer).ifPresent(state::publish);
      state.become(late() ? LedgerState.Condition.BEHIND : LedgerState.Condition.OPEN);
      state.worked();
    } catch (LedgerBroken e) {
      LOG.log(Level.SEVERE, "The ledger is broken, and nothing is recorded any more", e);
      state.become(LedgerState.Condition.BROKEN);
    } catch (Throwable e) {
      // An Error too: one that leaves here would end the schedule, and nobody would know.
      if (state.condition() != LedgerState.Condition.AWAY) {
        LOG.log(Level.WARNING, "The ledger cannot be worked; it is tried again", e);
      }
      state.become(LedgerState.Condition.AWAY);
    }
  }

  /** Writes the counts of reads and refusals whose window of time is over. */
  public void flush() {
    flush(clock.instant());
  }

  private void flush(Instant now) {
    try {
      refusals.flush(now);
      reads.flush(now);
    } catch (Throwable notNow) {
      // Whatever it is must not end the schedule; the counts stay for the next second.
      LOG.log(Level.FINE, "The ledger takes no counts now", notNow);
    }
  }

  /** False while it is known that nothing can be recorded or read, because the database is away. */
  public boolean isReachable() {
    return state.condition() != LedgerState.Condition.AWAY;
  }

  /** Half of the delay is kept for what was acknowledged already. */
  private boolean late() throws SQLException {
    try (Connection connection = database.getConnection()) {
      Tables tables = new Tables(connection);
      OptionalLong oldest = tables.oldestPending();
      return (oldest.isPresent()
              && clock.millis() - oldest.getAsLong() > settings.maxMergeDelay().toMillis() / 2)
          || tables.morePendingThan(MOST_PENDING);
    }
  }

  /** Records the stop, works once more and lets go of the anchor. */
  public synchronized void close() {
    flush(Instant.MAX);
    try {
      ledger.record(new NodeEvent.Stopped());
    } catch (Problem notNow) {
      LOG.log(Level.WARNING, "The stop could not be recorded", notNow);
    }
    work();
    state.become(LedgerState.Condition.CLOSED);
    publisher = null;
    letGoOfTheAnchor();
  }

  private void letGoOfTheAnchor() {
    try {
      if (anchor != null) {
        anchor.close();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The anchor was not closed", e);
    }
  }
}
