package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.ledger.SimulationEvent;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * Ends what is overdue, and erases what has been kept long enough. What fails of it holds up
 * nothing else.
 */
@ApplicationScoped
class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class.getName());

  /** A third of the time from one round to the next: erasing must not become all that is done. */
  static final Duration ERASING = Jobs.TEND_PERIOD.dividedBy(3);

  private final JobTable table;
  private final SimulationStore store;
  private final Idempotency idempotency;
  private final AdmissionSettings settings;
  private final Clock clock;
  private final LongSupplier nanos;

  /** What failed in the round before, and was told of. */
  private Set<String> told = Set.of();

  private Set<String> failed = new HashSet<>();

  Upkeep() {
    this(null, null, null, null, null, null);
  }

  @Inject
  Upkeep(
      JobTable table, SimulationStore store, Idempotency idempotency, AdmissionSettings settings) {
    this(table, store, idempotency, settings, Clock.systemUTC(), System::nanoTime);
  }

  Upkeep(
      JobTable table,
      SimulationStore store,
      Idempotency idempotency,
      AdmissionSettings settings,
      Clock clock,
      LongSupplier nanos) {
    this.table = table;
    this.store = store;
    this.idempotency = idempotency;
    this.settings = settings;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** One round: to be called about once in {@link Jobs#TEND_PERIOD} by one node. */
  synchronized void tend() {
    long now = clock.millis();
    alone("The end of what is overdue", () -> endOverdue(now));
    alone("The erasure of what has been kept long enough", () -> erase(now));
    alone("The end of old Idempotency-Keys", idempotency::tend);
    told = failed;
    failed = new HashSet<>();
  }

  private void endOverdue(long now) {
    Problem late =
        new Problem(
            ProblemType.DEADLINE_EXCEEDED,
            "The simulation had not ended at its deadline; submit it again.");
    for (StoredSimulation job : table.overdue(now)) {
      alone("The end of simulation " + job.id, () -> end(job, late));
    }
  }

  private void end(StoredSimulation job, Problem late) {
    try {
      table.fail(
          job.state == SimulationState.QUEUED ? null : job.runId,
          new SimulationEvent.Failed(Submission.owner(job, subject(job)), job.id, late.type()),
          late);
    } catch (JobTable.RunLost meanwhile) {
      // It has begun, or ended.
    }
  }

  /** Where the submission does not open any more nobody knows it but by its client. */
  private String subject(StoredSimulation job) {
    try {
      return table.kept(job).subject();
    } catch (RuntimeException unreadable) {
      LOG.log(
          Level.SEVERE,
          "The submission of simulation "
              + job.id
              + " does not open; it ends at its deadline,"
              + " recorded under its client's name. It was changed in the database, or its key"
              + " is gone: restore that row and table key_ring from a backup",
          unreadable);
      return job.clientId;
    }
  }

  private void erase(long now) {
    store.expire(now);
    long start = nanos.getAsLong();
    long before = now - settings.kept().toMillis();
    // Each is a short transaction, so that others get at the database between.
    boolean more = store.forget(before);
    while (more
        && nanos.getAsLong() - start < ERASING.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      more = store.forget(before);
    }
  }

  /** What fails round after round is told of once. */
  private void alone(String what, Runnable act) {
    try {
      act.run();
    } catch (RuntimeException e) {
      failed.add(what);
      if (!told.contains(what)) {
        LOG.log(
            Level.SEVERE,
            what
                + " failed and is tried again every minute; look at the database and the ledger"
                + " (readiness says how they are)",
            e);
      }
    }
  }
}
