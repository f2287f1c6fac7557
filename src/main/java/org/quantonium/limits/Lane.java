package org.quantonium.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Places for runs that last no longer than a request may, and the fair queue before them.
 *
 * <p>Cost: a lock, held for a look over those that wait.
 */
public final class Lane {
  /** Computing of so long ago counts half. */
  private static final long HALF_LIFE_MILLIS = 10_000;

  private final int places;
  private final int mostWaiting;
  private final int mostWaitingOfClient;
  private final MemoryBudget memory;
  private final LongSupplier clock;
  private final FairQueue queue;

  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock, as is all below. */
  private final Map<Waiting, Turn> waiting = new LinkedHashMap<>();

  private final Usage usage = new Usage();
  private double secondsInside;
  private int inside;
  private long halvedAt;

  /**
   * @param clock milliseconds since the epoch
   */
  Lane(
      int places,
      int mostWaiting,
      int mostWaitingOfClient,
      MemoryBudget memory,
      LongSupplier clock) {
    this.places = places;
    this.mostWaiting = mostWaiting;
    this.mostWaitingOfClient = mostWaitingOfClient;
    this.memory = memory;
    this.clock = clock;
    this.queue = new FairQueue(places, places);
  }

  /**
   * Takes a place and the memory of a run, waiting for both; close it when the run has ended.
   *
   * @param who of at most as many bytes as the lane has
   * @throws Problem TOO_MANY_SIMULATIONS if as many of this client's wait as may, CAPACITY if as
   *     many wait in all, or if its turn did not come in that time
   */
  public Place enter(Waiting who, Duration patience) {
    lock.lock();
    try {
      refuseTooMany(who);
      Optional<Place> free = free(who);
      if (free.isPresent()) {
        return free.get();
      }
      Turn turn = new Turn(lock.newCondition());
      waiting.put(who, turn);
      admit();
      if (!turn.await(patience)) {
        waiting.remove(who);
        throw full("Its turn did not come in the time that the request may wait; try again.");
      }
      return turn.place;
    } finally {
      lock.unlock();
    }
  }

  /** A place at once, where nobody waits whose turn might be before. */
  private Optional<Place> free(Waiting who) {
    if (!waiting.isEmpty() || inside >= places) {
      return Optional.empty();
    }
    forget(clock.getAsLong());
    return memory.reserve(who.bytes()).map(reservation -> new Place(who, reservation));
  }

  private void refuseTooMany(Waiting who) {
    long own = waiting.keySet().stream().filter(w -> w.client().equals(who.client())).count();
    if (own >= mostWaitingOfClient) {
      throw new Problem(
              ProblemType.TOO_MANY_SIMULATIONS,
              "So many simulations of this client wait already; send the next when one has ended.")
          .with("limit", mostWaitingOfClient)
          .retryAfterSeconds(expectedSeconds());
    }
    if (waiting.size() >= mostWaiting) {
      throw full("So many simulations wait already; try again.");
    }
  }

  private Problem full(String detail) {
    return new Problem(ProblemType.CAPACITY, detail).retryAfterSeconds(expectedSeconds());
  }

  /** When all that are before it will have run, at least 1. */
  private int expectedSeconds() {
    double ahead = secondsInside;
    for (Waiting other : waiting.keySet()) {
      ahead += other.seconds();
    }
    return (int) Math.min(3600, 1 + ahead / places);
  }

  private void admit() {
    if (waiting.isEmpty()) {
      return;
    }
    long now = clock.getAsLong();
    forget(now);
    while (inside < places) {
      Optional<Waiting> next = queue.next(waiting.keySet(), usage, memory.free(), now);
      if (next.isEmpty()) {
        return;
      }
      Turn turn = waiting.remove(next.get());
      turn.place = new Place(next.get(), memory.reserve(next.get().bytes()).orElseThrow());
      turn.came.signal();
    }
  }

  /** After a clock was set back at once, or nothing would be until the old time comes again. */
  private void forget(long now) {
    if (now < halvedAt || now - halvedAt >= HALF_LIFE_MILLIS) {
      usage.halve();
      halvedAt = now;
    }
  }

  private static final class Turn {
    final Condition came;
    Place place;

    Turn(Condition came) {
      this.came = came;
    }

    /** False if it did not come in time; a thread that is interrupted has no time. */
    boolean await(Duration patience) {
      long left = patience.toNanos();
      try {
        while (place == null && left > 0) {
          left = came.awaitNanos(left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return place != null;
      }
      return place != null;
    }
  }

  /** One run's place; leaving or closing it twice does so once. */
  public final class Place implements AutoCloseable {
    private final Waiting who;
    private final MemoryBudget.Reservation reservation;
    private boolean left;

    private Place(Waiting who, MemoryBudget.Reservation reservation) {
      this.who = who;
      this.reservation = reservation;
      inside++;
      secondsInside += who.seconds();
      usage.running(who.tenant(), who.client(), 1);
      usage.used(who.tenant(), who.client(), who.seconds());
    }

    /** Lets the next one run; its memory is still held. */
    public void leave() {
      lock.lock();
      try {
        if (!left) {
          left = true;
          inside--;
          secondsInside -= who.seconds();
          usage.running(who.tenant(), who.client(), -1);
          admit();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Leaves, and gives back the memory. */
    @Override
    public void close() {
      lock.lock();
      try {
        reservation.close();
        leave();
        admit();
      } finally {
        lock.unlock();
      }
    }
  }
}
