package org.quantonium.simulation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.quantonium.engine.ArrayPool;
import org.quantonium.engine.Budget;
import org.quantonium.engine.Helpers;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.Planned;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.limits.AdmissionSettings;

/**
 * Runs circuits, and lends a run the cores that no other run wants.
 *
 * <p>What states lay in is kept for the next run, up to half of the memory that runs are admitted
 * to; see {@link ArrayPool} for what that is beside their reservations.
 *
 * <p>A core is asked for anew for each pass over a state, so that a run gives way within
 * milliseconds when another one begins. What a run costs and when it is over are as if it were
 * alone: a second core is no part of a price.
 */
@ApplicationScoped
class SpareCores {
  /** So many times what is kept at most are admitted. */
  private static final int KEPT = 2;

  private final int cores = Runtime.getRuntime().availableProcessors();

  /** Runs and helpers. */
  private final AtomicInteger busy = new AtomicInteger();

  private final Helpers helpers = new Helpers(this::lend, cores - 1);

  @Inject private AdmissionSettings settings;
  @Resource private ManagedExecutorService threads;

  private ArrayPool arrays;

  @PostConstruct
  void open() {
    arrays = new ArrayPool(settings.memoryBytes() / KEPT);
  }

  /** Gives up arrays that no run has needed since the last call. */
  void trim() {
    arrays.trim();
  }

  /** Runs a circuit on the calling thread, as the engine does. */
  Outcome run(Planned planned, Budget budget) {
    busy.incrementAndGet();
    try {
      return StateVectorSimulator.run(planned, budget, helpers, arrays);
    } finally {
      busy.decrementAndGet();
    }
  }

  /** The engine does by itself what is rejected. */
  private void lend(Runnable task) {
    if (busy.incrementAndGet() > cores) {
      busy.decrementAndGet();
      throw new RejectedExecutionException("every core has its run");
    }
    boolean taken = false;
    try {
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              busy.decrementAndGet();
            }
          });
      taken = true;
    } finally {
      if (!taken) {
        busy.decrementAndGet();
      }
    }
  }
}
