package org.quantonium.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Whether entries are taken, and what this node vouches for. It says no before anything was written
 * whose promise could not be kept.
 */
@ApplicationScoped
class LedgerState {
  /** What a node says of its ledger. */
  enum Condition {
    /** Before it is opened the start itself writes entries; after it is closed nobody does. */
    CLOSED,
    OPEN,
    /** The database, or the anchor's disk, did not answer when the ledger was last worked. */
    AWAY,
    /** Entries wait longer than half of the promised delay; it mends itself. */
    BEHIND,
    /** The database is not what was vouched for; a person must look. */
    BROKEN
  }

  private static final long RETRY_SECONDS = 5;

  private volatile Condition condition = Condition.CLOSED;
  private volatile Vouched published;
  private volatile long lastRound;
  private volatile long patienceNanos = Long.MAX_VALUE;

  Condition condition() {
    return condition;
  }

  /** Nothing mends a broken ledger but a restart, which checks it. */
  synchronized void become(Condition next) {
    if (condition != Condition.BROKEN) {
      condition = next;
    }
  }

  /** The newest checkpoint that this node vouches for; empty while the tree is. */
  Optional<Vouched> published() {
    return Optional.ofNullable(published);
  }

  void publish(Vouched vouched) {
    published = vouched;
  }

  /**
   * Entries are taken from now on.
   *
   * @param patience how long after the last round that ended well: a round that hangs tells nobody
   */
  void open(Duration patience) {
    worked();
    patienceNanos = patience.toNanos();
    become(Condition.OPEN);
  }

  /** A round ended well. */
  void worked() {
    lastRound = System.nanoTime();
  }

  boolean takesEntries() {
    return condition == Condition.CLOSED
        || (condition == Condition.OPEN && System.nanoTime() - lastRound < patienceNanos);
  }

  /**
   * Says whether an entry may be taken now.
   *
   * @throws Problem UNAVAILABLE if not
   */
  void check() {
    if (!takesEntries()) {
      throw new Problem(
              ProblemType.UNAVAILABLE,
              "The ledger takes no entries now, and nothing is done without its record; try"
                  + " again.")
          .retryAfterSeconds(RETRY_SECONDS);
    }
  }
}
