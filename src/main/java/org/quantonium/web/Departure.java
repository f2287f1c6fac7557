package org.quantonium.web;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a dispatch apart from the way of the thread that began the request back through the server:
 * that thread dispatches itself before it goes, or another one does when it must have arrived. In
 * Payara 6, where {@code AsyncContextImpl} hands a dispatch from one to the other without a lock,
 * it is lost otherwise, or run twice, the second time for whoever has the recycled request by then.
 */
final class Departure {
  /** From the end of our filter to that of the server's own code. */
  static final long NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private boolean left;
  private long leftNanos;
  private Runnable waiting;

  /** The thread that began the request goes from here; only that thread calls this. */
  synchronized void leaves() {
    if (waiting != null) {
      waiting.run();
    }
    left = true;
    leftNanos = System.nanoTime();
  }

  /**
   * Has that thread dispatch when it leaves; does it here if it left, once it must have arrived.
   */
  void holding(Runnable dispatch) {
    synchronized (this) {
      if (!left) {
        waiting = dispatch;
        return;
      }
    }
    long wait = leftNanos + NANOS - System.nanoTime();
    while (wait > 0) {
      LockSupport.parkNanos(wait);
      wait = leftNanos + NANOS - System.nanoTime();
    }
    dispatch.run();
  }
}
