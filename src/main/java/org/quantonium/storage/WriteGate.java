package org.quantonium.storage;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets the transactions of one thread at a time write, in the order in which they came.
 *
 * <p>A thread that is in enters again with another connection: a transaction inside a transaction.
 * Any thread may bring a connection out: a server rolls back what timed out from a thread of its
 * own.
 */
final class WriteGate {
  /** SQLSTATE: time-out. */
  private static final String TIMED_OUT = "HYT00";

  private final Duration patience;
  private final Semaphore turn = new Semaphore(1, true);
  private final Set<Object> inside = new HashSet<>();
  private Thread owner;

  /**
   * @param patience how long a transaction waits for its turn
   */
  WriteGate(Duration patience) {
    this.patience = patience;
  }

  /**
   * Waits for the turn of a connection's transaction; returns at once if it is in already.
   *
   * @throws SQLTransientException if others kept it out for too long, or the thread is interrupted
   */
  void enter(Object connection) throws SQLException {
    if (joins(connection)) {
      return;
    }
    try {
      if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new SQLTransientException(
            "Other transactions wrote for longer than " + patience + ": try again", TIMED_OUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientException("Interrupted before it was its turn to write", TIMED_OUT, e);
    }
    first(connection);
  }

  private synchronized boolean joins(Object connection) {
    if (owner == Thread.currentThread()) {
      inside.add(connection);
    }
    return inside.contains(connection);
  }

  private synchronized void first(Object connection) {
    owner = Thread.currentThread();
    inside.add(connection);
  }

  /** Lets the next one in when the last connection left; nothing if this one was not in. */
  synchronized void leave(Object connection) {
    if (inside.remove(connection) && inside.isEmpty()) {
      owner = null;
      turn.release();
    }
  }
}
