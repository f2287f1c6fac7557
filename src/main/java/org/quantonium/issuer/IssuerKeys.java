package org.quantonium.issuer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quantonium.identity.VerificationKey;
import org.quantonium.identity.VerificationKeys;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * The keys of an issuer, as they were when it last gave them.
 *
 * <p>They are read again every now and then, so that one that was taken back goes, and for a kid
 * that is not among them, at most once in 30 seconds. One reading goes at a time; few requests wait
 * for its end, each for a moment. An issuer that is away is asked again after 2, 4, 8, 16, then
 * every 30 seconds, and its keys are good meanwhile for as long as a setting says.
 */
final class IssuerKeys implements VerificationKeys {
  private static final Logger LOG = Logger.getLogger(IssuerKeys.class.getName());
  private static final long UNKNOWN_KID_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int LONGEST_PAUSE_SECONDS = 30;
  private static final int MOST_WAITING = 8;
  private static final int PATIENCE_SECONDS = 2;

  private final Source source;
  private final Duration refresh;
  private final Duration keep;
  private final LongSupplier nanos;

  private final ReentrantLock reading = new ReentrantLock();
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final Object unknownKid = new Object();
  private long unknownKidAt;
  private volatile Optional<Held> held = Optional.empty();
  private volatile IssuerCondition condition = IssuerCondition.AWAY;
  private volatile long dueAt;
  private int failures;

  /** Asks the issuer. */
  @FunctionalInterface
  interface Source {
    Map<String, VerificationKey> keys() throws IssuerException;
  }

  private record Held(Map<String, VerificationKey> keys, long since) {
    Held {
      keys = Map.copyOf(keys);
    }
  }

  /**
   * @param nanos as {@link System#nanoTime}
   */
  IssuerKeys(Source source, Duration refresh, Duration keep, LongSupplier nanos) {
    this.source = source;
    this.refresh = refresh;
    this.keep = keep;
    this.nanos = nanos;
    this.dueAt = nanos.getAsLong();
    this.unknownKidAt = dueAt - UNKNOWN_KID_NANOS;
  }

  @Override
  public Optional<VerificationKey> find(String kid) {
    Optional<VerificationKey> key = Optional.ofNullable(good().get(kid));
    if (key.isPresent()) {
      return key;
    }
    if (mayAskForAnUnknownKid()) {
      if (reading.tryLock()) {
        try {
          read();
        } finally {
          reading.unlock();
        }
      } else {
        awaitReading();
      }
    } else if (reading.isLocked()) {
      awaitReading();
    }
    return Optional.ofNullable(good().get(kid));
  }

  /** Whether the issuer did not name it when it last gave its keys. */
  @Override
  public boolean isOutOfForce(String kid) {
    return held.filter(keys -> !keys.keys().containsKey(kid)).isPresent();
  }

  /**
   * @throws Problem UNAVAILABLE if there are none, or they are too old
   */
  private Map<String, VerificationKey> good() {
    return held.filter(keys -> nanos.getAsLong() - keys.since() < keep.toNanos())
        .map(Held::keys)
        .orElseThrow(IssuerKeys::unknown);
  }

  private static Problem unknown() {
    return new Problem(
            ProblemType.UNAVAILABLE, "The keys of the token's issuer are not known; try again.")
        .retryAfterSeconds(5);
  }

  private boolean mayAskForAnUnknownKid() {
    synchronized (unknownKid) {
      long now = nanos.getAsLong();
      if (now - unknownKidAt < UNKNOWN_KID_NANOS) {
        return false;
      }
      unknownKidAt = now;
      return true;
    }
  }

  /** Returns when a reading that goes on has ended. */
  private void awaitReading() {
    if (!waiting.tryAcquire()) {
      throw unknown();
    }
    try {
      if (!reading.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw unknown();
      }
      reading.unlock();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown();
    } finally {
      waiting.release();
    }
  }

  /** Reads them if it is time; to be called about once a second. */
  void tend() {
    if (nanos.getAsLong() - dueAt >= 0 && reading.tryLock()) {
      try {
        read();
      } finally {
        reading.unlock();
      }
    }
  }

  private void read() {
    long begun = nanos.getAsLong();
    try {
      held = Optional.of(new Held(source.keys(), begun));
      failures = 0;
      dueAt = begun + refresh.toNanos();
      become(IssuerCondition.UP, "");
    } catch (IssuerException e) {
      failed(e.condition(), e.getMessage());
    } catch (RuntimeException e) {
      // What left here would end the schedule.
      LOG.log(Level.WARNING, "The issuer's answer could not be read", e);
      failed(IssuerCondition.REFUSED, "Its answer could not be read.");
    }
  }

  private void failed(IssuerCondition now, String reason) {
    failures = Math.min(failures + 1, 5);
    long pause = Math.min(LONGEST_PAUSE_SECONDS, 1L << failures);
    dueAt = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(pause);
    become(now, reason);
  }

  private void become(IssuerCondition now, String reason) {
    boolean first = failures == 1;
    IssuerCondition before = condition;
    condition = now;
    if (now == IssuerCondition.UP) {
      if (before != now) {
        LOG.info("The issuer gives its keys");
      }
    } else if (first || before != now) {
      LOG.warning(() -> "The issuer's keys cannot be read, which is tried again. " + reason);
    }
  }

  IssuerCondition condition() {
    return condition;
  }

  /** How many keys are good now. */
  int count() {
    return held.filter(keys -> nanos.getAsLong() - keys.since() < keep.toNanos())
        .map(keys -> keys.keys().size())
        .orElse(0);
  }
}
