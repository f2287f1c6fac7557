package org.quantonium.limits;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Of each client so many at a time; the others of this client wait in the order of their coming.
 *
 * <p>Where requests of another client came within the last second each turn counts fourfold.
 */
final class Turns {
  private static final long SHARED_NANOS = 1_000_000_000;
  private static final int SHARED_COUNTS = 4;

  /** Of nobody. */
  static final Turn NONE = () -> {};

  /** Those of a client; {@code present} is guarded by the map's entry. */
  private static final class Gate {
    final Semaphore free;
    int present;

    Gate(int places) {
      free = new Semaphore(places, true);
    }
  }

  /** Until it ends the next one waits. */
  interface Turn {
    void end();
  }

  private final int places;
  private final Duration patience;
  private final LongSupplier clock;
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  /** Whose request came last, and when the last one came that was another client's. */
  private volatile Arrival latest;

  private record Arrival(String client, long changedAt) {}

  /**
   * @param places turns of one client at a time, at least 1; beside others a quarter of them, at
   *     least 1
   * @param patience how long it is waited for one
   * @param clock nanoseconds of any origin
   */
  Turns(int places, Duration patience, LongSupplier clock) {
    this.places = places;
    this.patience = patience;
    this.clock = clock;
    this.latest = new Arrival("", clock.getAsLong() - SHARED_NANOS);
  }

  /** Whether requests of more than one client came within the last second. */
  boolean areShared() {
    return clock.getAsLong() - latest.changedAt < SHARED_NANOS;
  }

  /**
   * Waits for a turn.
   *
   * @throws Problem CAPACITY if it does not come in time, or the thread is interrupted
   */
  Turn take(String client) {
    note(client);
    int counts = areShared() ? Math.min(SHARED_COUNTS, places) : 1;
    Gate gate = gates.compute(client, (c, known) -> joined(known));
    boolean taken = false;
    try {
      taken = gate.free.tryAcquire(counts, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!taken) {
        leave(client);
      }
    }
    if (!taken) {
      throw new Problem(
              ProblemType.CAPACITY,
              "So many requests of this client are in work already; try again when they are"
                  + " answered.")
          .retryAfterSeconds(1);
    }
    return () -> {
      gate.free.release(counts);
      leave(client);
    };
  }

  private void note(String client) {
    Arrival last = latest;
    if (!client.equals(last.client)) {
      // The first client of all has nobody beside it.
      latest = new Arrival(client, last.client.isEmpty() ? last.changedAt : clock.getAsLong());
    }
  }

  private Gate joined(Gate known) {
    Gate gate = known == null ? new Gate(places) : known;
    gate.present++;
    return gate;
  }

  private void leave(String client) {
    gates.computeIfPresent(client, (c, gate) -> --gate.present == 0 ? null : gate);
  }

  /** Clients of which there is a request in work or waiting. */
  int clients() {
    return gates.size();
  }
}
