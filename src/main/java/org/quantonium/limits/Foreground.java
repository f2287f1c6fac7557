package org.quantonium.limits;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.quantonium.problem.Problem;

/**
 * The requests that are being answered: so many of one client at a time, and long runs step aside
 * for them.
 *
 * <p>An operating system gives each thread its share of a processor. It does not know that a run of
 * seconds can wait for a request of milliseconds while the request cannot, nor that sixty threads
 * work for one client and one for another. So whoever has long to run calls {@link #giveWay} every
 * few milliseconds (the engine does, by its budget): while a request is in work it computes for a
 * quarter of the time, for an eighth where requests of several clients come, and parks for the
 * rest. And of one client no more than two requests for each processor are in work, one for every
 * two processors where other clients are at work too; the next wait, in the order of their coming.
 *
 * <p>A request that only waits, for a place or a run, is not in work; one that commits is. See
 * {@code docs/adr/0038-long-runs-step-aside.md}.
 */
@ApplicationScoped
public class Foreground {
  /** Threads that give way compute at the same time, so that they rest at the same time too. */
  private static final long PERIOD_NANOS = 4_000_000;

  private static final long OWN_NANOS = PERIOD_NANOS / 4;
  private static final long OWN_NANOS_BESIDE_SEVERAL = PERIOD_NANOS / 8;

  /** It is looked so often whether the request has been answered. */
  private static final long LOOK_NANOS = 250_000;

  /** A request that is still there after so long waits for its client to read, say. */
  private static final long RECENT_NANOS = 100_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Some wait for Redis or the database: with two for each processor none is idle for it. */
  private static final int PER_PROCESSOR = 2;

  private static final ThreadLocal<Turns.Turn> IN_WORK = new ThreadLocal<>();

  private final AtomicInteger requests = new AtomicInteger();
  private final Turns turns;
  private final LongSupplier clock;
  private final LongConsumer park;

  private volatile long latest;

  public Foreground() {
    this(
        new Turns(
            PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), PATIENCE, System::nanoTime),
        System::nanoTime,
        LockSupport::parkNanos);
  }

  /**
   * @param clock nanoseconds of any origin
   * @param park rests for about so many nanoseconds, or shorter
   */
  Foreground(Turns turns, LongSupplier clock, LongConsumer park) {
    this.turns = turns;
    this.clock = clock;
    this.park = park;
  }

  /** This thread is at work on a request, until {@link #end}; nothing if that is known. */
  public void begin() {
    if (IN_WORK.get() == null) {
      IN_WORK.set(Turns.NONE);
      requests.incrementAndGet();
      latest = clock.getAsLong();
    }
  }

  /**
   * The request is this client's: waits for its turn among the client's others.
   *
   * @throws Problem CAPACITY if it does not come within 10 s
   */
  public void of(String client) {
    if (IN_WORK.get() != null) {
      end();
      Turns.Turn turn = turns.take(client);
      begin();
      IN_WORK.set(turn);
    }
  }

  /** Another request of its client may have its turn; this one is still in work. */
  public void endTurn() {
    Turns.Turn turn = IN_WORK.get();
    if (turn != null) {
      IN_WORK.set(Turns.NONE);
      turn.end();
    }
  }

  /**
   * The request is about to commit, which costs nearly the same for many as for one: others of its
   * client may come and commit together with it, unless other clients would wait behind them.
   */
  public void commits() {
    begin();
    if (!turns.areShared()) {
      endTurn();
    }
  }

  /** The request is answered, or from now on only waits; nothing if that was said before. */
  public void end() {
    if (IN_WORK.get() != null) {
      endTurn();
      IN_WORK.remove();
      requests.decrementAndGet();
    }
  }

  /**
   * Returns when this thread, which is not in haste, may go on: at once if no request is in work,
   * and within 3.5 ms otherwise. A thread that is interrupted does not wait.
   */
  public void giveWay() {
    while (requests.get() > 0 && isOthers() && !Thread.currentThread().isInterrupted()) {
      park.accept(LOOK_NANOS);
    }
  }

  private boolean isOthers() {
    long now = clock.getAsLong();
    long own = turns.areShared() ? OWN_NANOS_BESIDE_SEVERAL : OWN_NANOS;
    return now - latest < RECENT_NANOS && Math.floorMod(now, PERIOD_NANOS) >= own;
  }
}
