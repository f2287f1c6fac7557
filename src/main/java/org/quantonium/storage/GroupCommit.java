package org.quantonium.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Writes what several threads bring in one transaction: a commit costs nearly the same for many
 * rows as for one.
 *
 * <p>Who comes while nobody writes writes at once. What comes meanwhile is written together, by the
 * thread that has waited longest, as soon as that one has committed; nobody waits for others to
 * come. Each thread returns when what it brought is committed.
 *
 * @param <T> what a thread brings
 */
public final class GroupCommit<T> {
  /** More are left for the next transaction: none is to hold up other writers for long. */
  static final int MOST = 64;

  /** Wrong data and broken rules (SQLSTATE classes): of one, and no reason to refuse the others. */
  private static final Set<String> OF_ONE = Set.of("22", "23");

  private final DataSource database;
  private final Statements<T> statements;

  /** Guarded by this, as is {@code busy}. */
  private final List<Turn<T>> waiting = new ArrayList<>();

  private boolean busy;

  /** Writes to a connection, and leaves the transaction to whoever calls it. */
  @FunctionalInterface
  public interface Statements<T> {
    void write(Connection connection, List<T> brought) throws SQLException;
  }

  private enum State {
    WAITS,
    LEADS,
    COMMITTED,
    FAILED
  }

  /** One thread's part. */
  private static final class Turn<T> {
    private final T brought;
    private State state = State.WAITS;
    private Throwable failure;

    /** A transaction of others must not fail of it. */
    private boolean interrupted = Thread.interrupted();

    Turn(T brought) {
      this.brought = brought;
    }

    synchronized void becomes(State next, Throwable why) {
      state = next;
      failure = why;
      notify();
    }

    /** Not to be interrupted: whether it is committed is another thread's to say. */
    synchronized State await() {
      while (state == State.WAITS) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return state;
    }
  }

  /**
   * @param database gives connections that no transaction of the server's holds
   * @param statements writes what several threads brought, or one alone
   */
  public GroupCommit(DataSource database, Statements<T> statements) {
    this.database = database;
    this.statements = statements;
  }

  /**
   * Writes, and returns when it is committed. To be called outside any transaction.
   *
   * @throws DatabaseFailure if it was not, as far as is known
   */
  public void write(T brought) {
    Turn<T> own = new Turn<>(brought);
    boolean first;
    synchronized (this) {
      waiting.add(own);
      first = !busy;
      busy = true;
    }
    try {
      if (first || own.await() == State.LEADS) {
        lead();
      }
      if (own.state == State.FAILED) {
        throw failure(own.failure);
      }
    } finally {
      if (own.interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How many wait for the transaction under way to end. */
  synchronized int waiting() {
    return waiting.size();
  }

  private static RuntimeException failure(Throwable failure) {
    return failure instanceof SQLException sql
        ? new DatabaseFailure(sql)
        : new IllegalStateException("What was brought could not be written", failure);
  }

  /** The longest waiting one is always among those that are taken. */
  private void lead() {
    List<Turn<T>> taken;
    synchronized (this) {
      List<Turn<T>> head = waiting.subList(0, Math.min(MOST, waiting.size()));
      taken = List.copyOf(head);
      head.clear();
    }
    try {
      write(taken);
    } finally {
      handOver();
    }
  }

  private void handOver() {
    synchronized (this) {
      if (waiting.isEmpty()) {
        busy = false;
      } else {
        waiting.get(0).becomes(State.LEADS, null);
      }
    }
  }

  private void write(List<Turn<T>> turns) {
    try {
      commit(turns.stream().map(turn -> turn.brought).toList());
      turns.forEach(turn -> turn.becomes(State.COMMITTED, null));
    } catch (Throwable e) {
      // An Error too: the others would wait for ever.
      if (turns.size() > 1 && isOfOne(e)) {
        turns.forEach(turn -> write(List.of(turn)));
      } else {
        turns.forEach(turn -> turn.becomes(State.FAILED, e));
      }
    }
  }

  private static boolean isOfOne(Throwable e) {
    if (e instanceof SQLException sql) {
      String state = sql.getSQLState();
      return state != null && state.length() == 5 && OF_ONE.contains(state.substring(0, 2));
    }
    return true;
  }

  private void commit(List<T> brought) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        statements.write(connection, brought);
        connection.commit();
      } catch (Throwable e) {
        // An Error too: what comes next would commit what was written before it.
        rollBack(connection, e);
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void rollBack(Connection connection, Throwable why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
