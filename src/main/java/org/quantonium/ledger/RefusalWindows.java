package org.quantonium.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Makes few entries of many refusals.
 *
 * <p>The first refusal under a key is written at once and opens a window; those that follow are
 * counted; when the window ends, one entry tells how many they were, if there were any. While the
 * ledger is away they are not counted but tried: each fails as the first would. At most {@link
 * #MAX_KEYS} keys are held; refusals without a key of their own share one for each kind. So there
 * are at most 2 entries a key and 2,048 in all in the length of a window, and one more a key each
 * time that the ledger was away.
 *
 * <p>Cost: a look-up and a count under a lock that only refusals under the same key wait for.
 */
final class RefusalWindows {
  /** The shared ones among them. */
  static final int MAX_KEYS = 1024;

  /** How long one refusal waits for another's entry to be written. */
  private static final long MAX_WAIT_MILLIS = 1000;

  /** Writes an entry, durably, or throws. */
  @FunctionalInterface
  interface Sink {
    void write(Event event, Optional<String> address);
  }

  private final Clock clock;
  private final Duration length;
  private final Sink sink;
  private final BooleanSupplier away;

  /** Guarded by this. */
  private final Map<Refusal.Key, Window> windows = new HashMap<>();

  /**
   * @param length of a window, longer than zero
   * @param away whether the last write of the ledger failed
   */
  RefusalWindows(Clock clock, Duration length, Sink sink, BooleanSupplier away) {
    this.clock = clock;
    this.length = length;
    this.sink = sink;
    this.away = away;
  }

  /**
   * Writes or counts a refusal.
   *
   * @throws RuntimeException as the sink does; the refusal is then not counted
   * @throws Problem UNAVAILABLE if the ledger takes too long with another one under the same key
   */
  void add(Refusal refusal) {
    // A window may end between being found and being asked; it then says no.
    while (!window(refusal).add(refusal)) {
      Thread.onSpinWait();
    }
  }

  /**
   * Ends the windows that are over, and writes what they counted.
   *
   * @param now {@link Instant#MAX} ends them all
   * @throws RuntimeException as the sink does; what is not written stays for the next call
   */
  void flush(Instant now) {
    List<Window> all;
    synchronized (this) {
      all = List.copyOf(windows.values());
    }
    for (Window window : all) {
      window.flush(now);
    }
  }

  private synchronized Window window(Refusal refusal) {
    Window known = windows.get(refusal.key());
    if (known != null) {
      return known;
    }
    boolean room = windows.size() < MAX_KEYS - Refusal.KINDS;
    return windows.computeIfAbsent(
        room ? refusal.key() : refusal.key().shared(), key -> new Window(key, refusal));
  }

  private synchronized void forget(Window window) {
    windows.remove(window.key, window);
  }

  private final class Window {
    private final Refusal.Key key;
    private final Refusal first;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeSet<String> details = new TreeSet<>();
    private Instant opened;
    private boolean ended;
    private long count;
    private long from;
    private long to;

    Window(Refusal.Key key, Refusal first) {
      this.key = key;
      this.first = first;
    }

    /** False if the window has ended. */
    boolean add(Refusal refusal) {
      lockOrRefuse();
      try {
        Instant now = clock.instant();
        endIfOver(now);
        if (ended) {
          return false;
        }
        if (opened == null) {
          open(refusal, now);
        } else if (away.getAsBoolean()) {
          write(refusal, 1, now.toEpochMilli(), now.toEpochMilli());
        } else {
          count(refusal, now.toEpochMilli());
        }
        return true;
      } finally {
        lock.unlock();
      }
    }

    void flush(Instant now) {
      lockOrRefuse();
      try {
        endIfOver(now);
      } finally {
        lock.unlock();
      }
    }

    /** A clock that was set back ends it too, or it would last until the old time comes again. */
    private boolean isOver(Instant now) {
      return now.isBefore(opened) || !now.isBefore(opened.plus(length));
    }

    private void open(Refusal refusal, Instant now) {
      try {
        write(refusal, 1, now.toEpochMilli(), now.toEpochMilli());
        opened = now;
      } finally {
        if (opened == null) {
          ended = true;
          forget(this);
        }
      }
    }

    private void count(Refusal refusal, long now) {
      from = count == 0 ? now : from;
      to = Math.max(from, now);
      details.addAll(refusal.details());
      count++;
    }

    /** Once: whoever flushes may hold a window that a refusal has ended meanwhile. */
    private void endIfOver(Instant now) {
      if (ended || opened == null || !isOver(now)) {
        return;
      }
      if (count > 0) {
        write(first.among(key, details), count, from, to);
      }
      ended = true;
      forget(this);
    }

    private void write(Refusal refusal, long refusals, long start, long end) {
      sink.write(refusal.event(new AccessEvent.Span(refusals, start, end)), refusal.address());
    }

    /** Not for ever: a ledger that hangs must not gather every thread of the server here. */
    private void lockOrRefuse() {
      try {
        if (lock.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new Problem(
              ProblemType.UNAVAILABLE, "The ledger is slow to take its record; try again.")
          .retryAfterSeconds(1);
    }
  }
}
