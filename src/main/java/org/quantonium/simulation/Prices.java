package org.quantonium.simulation;

import static java.lang.management.ManagementFactory.THREAD_MXBEAN_NAME;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.quantonium.engine.Budget;
import org.quantonium.engine.BudgetExceeded;
import org.quantonium.engine.Calibration;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Speed;
import org.quantonium.engine.WarmUp;
import org.quantonium.limits.Foreground;

/**
 * What simulations take on this node, in seconds, and how well that was predicted.
 *
 * <p>The node is calibrated just after its start, since Payara complains of work that ends before,
 * once the compiler has its kernels, and again when it has had time for everything else; before
 * that every price is too high. See {@code docs/adr/0015-seconds-are-predicted.md}.
 */
@ApplicationScoped
class Prices {
  private static final long[] CALIBRATED_AFTER_SECONDS = {1, 60};

  /** Beside a server at full load the first calibration may take a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Resource private ManagedThreadFactory threads;

  private final Budget budget;
  private final Misses misses = new Misses();
  private final LongSupplier nanoTime;
  private final long madeNanos;
  private volatile Speed speed = Speed.conservative();
  private volatile boolean calibrated;

  private ScheduledExecutorService calibrations;

  /** For the proxy that the container makes. */
  Prices() {
    this(new Foreground(), System::nanoTime);
  }

  @Inject
  Prices(Foreground foreground) {
    this(foreground, System::nanoTime);
  }

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Prices(Foreground foreground, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.madeNanos = nanoTime.getAsLong();
    this.budget = Budget.unlimited().pacedBy(foreground::giveWay);
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    // Not on the server's: what is done there in turns must not wait for it.
    calibrations = Executors.newSingleThreadScheduledExecutor(threads);
    for (long delay : CALIBRATED_AFTER_SECONDS) {
      Future<?> unused = calibrations.schedule(this::calibrate, delay, TimeUnit.SECONDS);
    }
    // Both are done, and then its thread ends.
    calibrations.shutdown();
  }

  @PreDestroy
  void stop() {
    budget.cancel();
    calibrations.shutdownNow();
  }

  /** Takes 0.7 s of one core, and what it takes to have the kernels compiled. */
  synchronized void calibrate() {
    try {
      WarmUp.run(budget, Prices::allocated);
      speed = speed.orFaster(Calibration.run(budget));
      calibrated = true;
    } catch (BudgetExceeded e) {
      // The node stops.
    }
  }

  /** Bytes that this thread has allocated; nothing on another machine than HotSpot. */
  private static long allocated() {
    try {
      return (Long)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName(THREAD_MXBEAN_NAME), "CurrentThreadAllocatedBytes");
    } catch (JMException e) {
      return 0;
    }
  }

  /** How long a run takes on a core of its own, its result written; at most 2^63 nanoseconds. */
  double seconds(Cost cost) {
    return cost.seconds(speed);
  }

  /**
   * Whether prices are those of this machine, or will not be soon: who is sent here before is
   * refused what would run for a minute, since a slow machine would take an hour.
   */
  boolean areSettled() {
    return calibrated || nanoTime.getAsLong() - madeNanos >= PATIENCE.toNanos();
  }

  /** A run is over, its result written, that long after it began. */
  void ran(Cost cost, double seconds) {
    misses.add(seconds / seconds(cost));
  }

  /** How well the last runs were predicted. */
  Misses.Summary misses() {
    return misses.summary();
  }
}
