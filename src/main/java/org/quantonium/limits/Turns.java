package org.quantonium.limits;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Of each client so many at a time; the others of this client wait in the order of their coming.
 */
final class Turns {
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
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  /**
   * @param places turns of one client at a time
   * @param patience how long it is waited for one
   */
  Turns(int places, Duration patience) {
    this.places = places;
    this.patience = patience;
  }

  /**
   * Waits for a turn.
   *
   * @throws Problem CAPACITY if it does not come in time, or the thread is interrupted
   */
  Turn take(String client) {
    Gate gate = gates.compute(client, (c, known) -> joined(known));
    boolean taken = false;
    try {
      taken = gate.free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
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
      gate.free.release();
      leave(client);
    };
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
