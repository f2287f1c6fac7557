package org.quantonium.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.quantonium.identity.Caller;

/**
 * Makes few entries of many reads of bundles: a mirror reads thousands, and each entry makes more
 * to read. A client's first read is written at once and opens a window; those that follow are
 * counted; when the window ends, one entry tells how many they were, if there were any.
 *
 * <p>Holds one count a client; clients are verified, so there are no more than there are clients.
 */
final class BundleReads {
  private final Clock clock;
  private final Duration length;
  private final Consumer<LedgerEvent.BundlesRead> sink;
  private final BooleanSupplier away;

  /** By client id. */
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  /**
   * @param length of a window, longer than zero
   * @param sink writes an entry, durably, or throws
   * @param away whether the ledger takes no entries now: then each read is tried, and so refused
   */
  BundleReads(
      Clock clock, Duration length, Consumer<LedgerEvent.BundlesRead> sink, BooleanSupplier away) {
    this.clock = clock;
    this.length = length;
    this.sink = sink;
    this.away = away;
  }

  /**
   * Writes or counts a read.
   *
   * @param index of the bundle, below 2^53
   * @throws RuntimeException as the sink does; the read is then not counted
   */
  void add(Caller caller, long index) {
    // A window may end between being found and being asked; it then says no.
    while (!windows.computeIfAbsent(caller.clientId(), id -> new Window()).add(caller, index)) {
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
    windows.values().forEach(window -> window.flush(now));
  }

  private final class Window {
    private Caller caller;
    private Instant opened;
    private long count;
    private long first = Long.MAX_VALUE;
    private long last;
    private boolean ended;

    /** False if the window has ended. */
    synchronized boolean add(Caller reader, long index) {
      if (ended) {
        return false;
      }
      if (opened == null) {
        sink.accept(new LedgerEvent.BundlesRead(reader, 1, index, index));
        caller = reader;
        opened = clock.instant();
      } else if (away.getAsBoolean()) {
        sink.accept(new LedgerEvent.BundlesRead(reader, 1, index, index));
      } else {
        count++;
        first = Math.min(first, index);
        last = Math.max(last, index);
      }
      return true;
    }

    /** A clock that was set back ends it too, or it would last until the old time comes again. */
    private boolean isOver(Instant now) {
      return now.isBefore(opened) || !now.isBefore(opened.plus(length));
    }

    synchronized void flush(Instant now) {
      if (ended || opened == null || !isOver(now)) {
        return;
      }
      if (count > 0) {
        sink.accept(new LedgerEvent.BundlesRead(caller, count, first, last));
      }
      ended = true;
      windows.remove(caller.clientId(), this);
    }
  }
}
