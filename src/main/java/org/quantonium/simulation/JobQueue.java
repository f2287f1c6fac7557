package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.quantonium.idempotency.Claim;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.SimulationEvent;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.limits.Foreground;
import org.quantonium.limits.Waiting;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** The jobs that wait, on all nodes together: who may add one, and who waits for its end. */
@ApplicationScoped
class JobQueue {
  /** Each request that waits holds a thread of the server; those beyond are answered at once. */
  private static final int REQUESTS_WAITING = 64;

  private static final long LONGEST_NAP_MILLIS = 250;
  private static final Duration CANCELLED_WITHIN = Duration.ofSeconds(2);

  @Inject private AdmissionSettings settings;
  @Inject private Foreground foreground;
  @Inject private JobTable table;
  @Inject private Jobs jobs;
  @Inject private Runs runs;
  @Inject private SimulationStore store;

  private final Semaphore waiting = new Semaphore(REQUESTS_WAITING);

  /** How many jobs of one client may ever wait at a time. */
  int mostOfClient() {
    return Math.min(
        settings.jobsWaiting(),
        Math.min(settings.jobsWaitingOfTenant(), settings.jobsWaitingOfClient()));
  }

  /** What was expected to be short is stopped after so long. */
  Duration longestImmediate() {
    return Duration.ofMillis(settings.immediateMillis());
  }

  /**
   * Queues jobs of one client, durably: all or none.
   *
   * @param answer what a later request under the same key is to be told
   * @throws Problem TOO_MANY_SIMULATIONS if as many of its client or tenant wait as may, CAPACITY
   *     if as many wait in all
   */
  void add(List<Queued> submissions, Claim claim, String answer) {
    for (Queued next : submissions) {
      next.row().deadlineAt = next.row().createdAt + settings.jobDeadlineSeconds() * 1000L;
    }
    Caller owner = submissions.get(0).submitted().caller();
    int more = submissions.size();
    synchronized (this) {
      List<Waiting> before = table.waiting();
      refuseMore(
          before,
          w -> w.client().equals(owner.clientId()),
          more,
          settings.jobsWaitingOfClient(),
          "client");
      refuseMore(
          before,
          w -> w.tenant().equals(owner.tenant()),
          more,
          settings.jobsWaitingOfTenant(),
          "tenant");
      if (before.size() + more > settings.jobsWaiting()) {
        throw new Problem(ProblemType.CAPACITY, "So many jobs wait already; try again.")
            .retryAfterSeconds(expectedSeconds(before));
      }
      table.submit(submissions, claim, answer);
    }
    jobs.wake();
  }

  private void refuseMore(
      List<Waiting> before, Predicate<Waiting> own, int more, int most, String whose) {
    List<Waiting> theirs = before.stream().filter(own).toList();
    if (theirs.size() + more > most) {
      throw new Problem(
              ProblemType.TOO_MANY_SIMULATIONS,
              "So many jobs of this " + whose + " wait already; send more when some have ended.")
          .with("limit", most)
          .with("value", theirs.size())
          .retryAfterSeconds(expectedSeconds(theirs));
    }
  }

  /** When so much has been computed that one of these is likely to have begun. */
  private long expectedSeconds(List<Waiting> jobs) {
    double seconds = jobs.stream().mapToDouble(Waiting::seconds).sum();
    return (long) Math.min(3600, 1 + seconds / Math.max(1, jobs.size()) / settings.jobPlaces());
  }

  /**
   * Returns when the job has ended, or after so long.
   *
   * @return the job's id
   */
  String awaitEnd(String id, Duration wait) {
    if (wait.isZero() || !waiting.tryAcquire()) {
      return id;
    }
    foreground.end();
    try {
      // By no wall clock: one that is set back would hold the thread for as long.
      long end = System.nanoTime() + wait.toNanos();
      long left = wait.toMillis();
      long nap = 5;
      while (left > 0 && store.state(id).filter(SimulationState::isActive).isPresent()) {
        runs.awaitAnEnd(Math.min(nap, left));
        nap = Math.min(LONGEST_NAP_MILLIS, 2 * nap);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.release();
    }
    return id;
  }

  /** Stops a job, and waits a little until it has stopped. */
  void cancel(StoredSimulation job, Caller owner) {
    if (!requestCancel(job.id, job.state, owner)) {
      awaitEnd(job.id, CANCELLED_WITHIN);
    }
  }

  /**
   * Sees to it that a job stops, wherever it is.
   *
   * @param state in which it was last seen
   * @return whether it has stopped by now
   */
  boolean requestCancel(String id, SimulationState state, Caller owner) {
    if (state == SimulationState.QUEUED) {
      try {
        table.cancel(null, new SimulationEvent.Cancelled(owner, id));
        return true;
      } catch (JobTable.RunLost begun) {
        // It runs by now.
      }
    }
    // Here first: it computes on as long as the database takes to tell other nodes.
    runs.cancel(id);
    table.requestCancel(id, owner);
    return false;
  }
}
