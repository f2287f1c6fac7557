package org.quantonium.web;

import java.util.concurrent.TimeUnit;

/**
 * Keeps a dispatch apart from the way of the thread that began the request back through the server:
 * that thread dispatches itself before it goes, or one of ours does when it must have arrived. In
 * Payara 6, where {@code AsyncContextImpl} hands work from one thread to another without a lock and
 * remembers who dispatched, a dispatch is lost otherwise, or is run twice, the second time for
 * whoever has the recycled request by then; or the end of the answer is lost.
 */
final class Departure {
  /** From the end of our filter to that of the server's own code. */
  static final long NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Runs work on a thread that is not the server's. */
  @FunctionalInterface
  interface Later {
    void after(long nanos, Runnable work);
  }

  private final Later later;
  private boolean left;
  private long leftNanos;
  private Runnable waiting;

  Departure(Later later) {
    this.later = later;
  }

  /** The thread that began the request goes from here; only that thread calls this. */
  synchronized void leaves() {
    if (waiting != null) {
      waiting.run();
    }
    left = true;
    leftNanos = System.nanoTime();
  }

  /** Has that thread dispatch when it leaves; if it left, one of ours once it must have arrived. */
  void holding(Runnable dispatch) {
    long wait;
    synchronized (this) {
      if (!left) {
        waiting = dispatch;
        return;
      }
      wait = leftNanos + NANOS - System.nanoTime();
    }
    later.after(wait, dispatch);
  }
}
