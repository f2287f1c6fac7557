package org.quantonium.keys;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Something that is read from the database again and again, because other nodes change it, and on
 * which nobody is trusted once it is too old.
 */
public final class Poll {
  private static final Logger LOG = Logger.getLogger(Poll.class.getName());

  /** A request waits for another thread's reading at most so long. */
  private static final int PATIENCE_SECONDS = 2;

  private final String what;
  private final Duration bound;
  private final LongSupplier nanoTime;
  private final Reading reading;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean succeeded;
  private volatile long begunNanos;
  private boolean failing;

  /** Reads, and keeps what it read. */
  @FunctionalInterface
  public interface Reading {
    void read() throws Exception;
  }

  /**
   * @param what for the log: The keys
   * @param bound how old it may become, longer than zero
   * @param nanoTime as {@link System#nanoTime}
   */
  public Poll(String what, Duration bound, LongSupplier nanoTime, Reading reading) {
    this.what = what;
    this.bound = bound;
    this.nanoTime = nanoTime;
    this.reading = reading;
  }

  /**
   * Reads now, or lets a reading of another thread count that begins after this call.
   *
   * @return whether what is kept is of after this call
   */
  public boolean now() {
    long asked = nanoTime.getAsLong();
    try {
      if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      if (succeeded && begunNanos - asked > 0) {
        return true;
      }
      long begun = nanoTime.getAsLong();
      reading.read();
      begunNanos = begun;
      succeeded = true;
      failing = false;
      return true;
    } catch (Exception e) {
      // What left here would end the schedule that calls it.
      LOG.log(failing ? Level.FINE : Level.WARNING, e, () -> what + " cannot be read");
      failing = true;
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Whether what is kept is not older than its bound; reads again if it is. */
  public boolean isCurrent() {
    return isFresh() || now();
  }

  /** The same without reading: for health. */
  public boolean isFresh() {
    return succeeded && nanoTime.getAsLong() - begunNanos < bound.toNanos();
  }
}
