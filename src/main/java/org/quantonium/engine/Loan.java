package org.quantonium.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The large arrays that one run holds. All go back to their pool when it is closed, which whoever
 * runs does once no thread works for the run any more, however it ended.
 *
 * <p>Safe for use by several threads.
 */
final class Loan implements AutoCloseable {
  /** Shorter arrays cost less than to keep them. */
  static final int LEAST_LENGTH = 1 << 10;

  private final ArrayPool pool;

  /** Guarded by this. */
  private final Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());

  private boolean closed;

  Loan(ArrayPool pool) {
    this.pool = pool;
  }

  /** A loan that keeps nothing for others, and need not be closed. */
  static Loan ofNew() {
    return new Loan(ArrayPool.NONE);
  }

  /**
   * An array of zeros, whoever had it before. Cost: it is written once.
   *
   * @param type {@code double[].class} or {@code float[].class}
   */
  <A> A take(Class<A> type, int length) {
    if (length < LEAST_LENGTH) {
      return Numbers.make(type, length);
    }
    A array = pool.poll(type, length);
    boolean used = array != null;
    if (!used) {
      array = Numbers.make(type, length);
      pool.lend(array);
    }
    hold(array);
    if (used) {
      Numbers.clear(array, 0, length);
    }
    return array;
  }

  private synchronized void hold(Object array) {
    if (closed) {
      pool.giveBack(array);
      throw new IllegalStateException("the run is over");
    }
    held.add(array);
  }

  /**
   * Gives an array back before the run is over.
   *
   * @throws IllegalArgumentException if it is not held: given back twice, two runs would have it
   */
  synchronized void giveBack(Object array) {
    if (Numbers.length(array) < LEAST_LENGTH) {
      return;
    }
    if (!held.remove(array)) {
      throw new IllegalArgumentException("an array that this run does not hold");
    }
    pool.giveBack(array);
  }

  @Override
  public synchronized void close() {
    closed = true;
    held.forEach(pool::giveBack);
    held.clear();
  }
}
