package org.quantonium.web;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a dispatch out of the moment in which the thread that began the request goes back through
 * the server. In Payara 6 a dispatch by another thread in that moment is lost, and the request is
 * never answered: {@code AsyncContextImpl.dispatch} looks whether that thread is still there, and
 * only then leaves its work for it.
 */
final class Departure {
  /** From the end of our filter to that of the server's own code. */
  static final long NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private boolean left;
  private long leftNanos;

  /** From now on that thread is on its way; waits for a dispatch that has begun. */
  synchronized void leaves() {
    left = true;
    leftNanos = System.nanoTime();
  }

  /** Dispatches while that thread cannot leave, or once it must have arrived. */
  void holding(Runnable dispatch) {
    synchronized (this) {
      if (!left) {
        dispatch.run();
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
