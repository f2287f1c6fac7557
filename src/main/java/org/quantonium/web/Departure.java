package org.quantonium.web;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps a dispatch apart from the way of the thread that began the request back through the server:
 * that thread dispatches itself before it goes, or one of ours does when it has arrived. In Payara
 * 6, where {@code AsyncContextImpl} hands work from one thread to another without a lock and
 * remembers who dispatched, a dispatch is lost otherwise, or is run twice, the second time for
 * whoever has the recycled request by then; or the end of the answer is lost.
 *
 * <p>It has arrived where it waits for work, which is what two looks in a row find it at; on a busy
 * server it is at the next work by then, and the dispatch waits until it must have arrived.
 */
final class Departure {
  /** Between two looks. */
  static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /** From the end of our filter to that of the server's own code, at most. */
  static final long NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Runs work on a thread that is not the server's. */
  @FunctionalInterface
  interface Later {
    void after(long nanos, Runnable work);
  }

  private final Later later;
  private final Thread beginner;
  private final LongSupplier clock;
  private boolean left;
  private long leftNanos;
  private Runnable waiting;

  /**
   * @param beginner the thread that began the request
   * @param clock nanoseconds of any origin
   */
  Departure(Later later, Thread beginner, LongSupplier clock) {
    this.later = later;
    this.beginner = beginner;
    this.clock = clock;
  }

  /** The thread that began the request goes from here; only that thread calls this. */
  synchronized void leaves() {
    if (waiting != null) {
      waiting.run();
    }
    left = true;
    leftNanos = clock.getAsLong();
  }

  /** Has that thread dispatch when it leaves; if it left, one of ours once it has arrived. */
  void holding(Runnable dispatch) {
    long must;
    synchronized (this) {
      if (!left) {
        waiting = dispatch;
        return;
      }
      must = leftNanos + NANOS;
    }
    later.after(LOOK_NANOS, () -> look(dispatch, must, false));
  }

  private void look(Runnable dispatch, long must, boolean restedBefore) {
    boolean rests = rests();
    if ((rests && restedBefore) || clock.getAsLong() - must >= 0) {
      dispatch.run();
    } else {
      later.after(LOOK_NANOS, () -> look(dispatch, must, rests));
    }
  }

  /** Not where it is kept from running: that is no rest, and has a state of its own. */
  private boolean rests() {
    return switch (beginner.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> true;
      case NEW, RUNNABLE, BLOCKED -> false;
    };
  }
}
