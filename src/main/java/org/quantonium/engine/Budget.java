package org.quantonium.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What may stop a run: a deadline, an interrupt of the running thread, or a call of {@link #cancel}
 * from any thread. Kernels poll it at least every few milliseconds. The run tells it in return how
 * far it has come.
 */
public final class Budget {
  private final boolean limited;
  private final long deadline;
  private final Runnable pace;
  private volatile boolean cancelled;

  /** Written by the running thread alone. */
  private final AtomicLong work = new AtomicLong();

  private Budget(boolean limited, long deadline, Runnable pace) {
    this.limited = limited;
    this.deadline = deadline;
    this.pace = pace;
  }

  /** No deadline; still heeds interrupts and {@link #cancel}. */
  public static Budget unlimited() {
    return new Budget(false, 0, () -> {});
  }

  /**
   * A deadline that long from now.
   *
   * @param time by {@link System#nanoTime}; more than 100 years counts as 100 years
   */
  public static Budget of(Duration time) {
    Duration longest = Duration.ofDays(36_500);
    Duration capped = time.compareTo(longest) > 0 ? longest : time;
    return new Budget(true, System.nanoTime() + capped.toNanos(), () -> {});
  }

  /**
   * A budget of the same deadline, for a run that leaves its threads to others now and then.
   *
   * @param pace called at each {@link #poll} by whichever thread polls; returns when it may go on
   */
  public Budget pacedBy(Runnable pace) {
    return new Budget(limited, deadline, pace);
  }

  /** Makes the next {@link #poll} throw. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * The work that runs under this budget have done so far, in the unit of {@link
   * Cost#amplitudeUpdates}. May be read by any thread; never falls. A run ends at its price if the
   * circuit is measured at its end, and may end below it otherwise.
   */
  public long work() {
    return work.getOpaque();
  }

  /** Adds to {@link #work}; called once for each step of a run, by its thread. */
  void worked(long updates) {
    work.setOpaque(work.getPlain() + updates);
  }

  /**
   * Returns if the run may go on. Leaves the thread's interrupt flag as it is. Cost: some tens of
   * nanoseconds, and what the pace takes.
   *
   * @throws BudgetExceeded if not, with the reason
   */
  public void poll() {
    pace.run();
    if (cancelled) {
      throw new BudgetExceeded(BudgetExceeded.Reason.CANCELLED);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new BudgetExceeded(BudgetExceeded.Reason.INTERRUPTED);
    }
    if (limited && System.nanoTime() - deadline >= 0) {
      throw new BudgetExceeded(BudgetExceeded.Reason.DEADLINE);
    }
  }
}
