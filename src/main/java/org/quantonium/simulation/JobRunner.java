package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.quantonium.engine.Budget;
import org.quantonium.ledger.SimulationEvent;
import org.quantonium.limits.Admission;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.limits.FairQueue;
import org.quantonium.limits.Foreground;
import org.quantonium.limits.MemoryBudget;
import org.quantonium.limits.Waiting;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** Takes whosever turn it is, and runs it. */
@ApplicationScoped
class JobRunner {
  /** What became of a look for a job. */
  enum Found {
    NOTHING_WAITS,
    /** Some wait, but each for memory or for another of its client's to end. */
    NOTHING_MAY_RUN
  }

  private static final int MAX_RUNS = 5;

  @Inject private Admission admission;
  @Inject private AdmissionSettings settings;
  @Inject private Foreground foreground;
  @Inject private JobTable table;
  @Inject private Runs runs;

  private final Clock clock = Clock.systemUTC();

  /**
   * Runs jobs on this thread until none may run.
   *
   * @param token under which they run; what ran under it before was left by a node that died
   */
  Found runNext(String token) {
    table.requeue(token);
    FairQueue queue = new FairQueue(settings.jobsRunningOfTenant(), settings.jobsRunningOfClient());
    while (true) {
      List<Waiting> waiting = table.waiting();
      if (waiting.isEmpty()) {
        return Found.NOTHING_WAITS;
      }
      Optional<Waiting> next =
          queue.next(waiting, table.usage(), admission.jobMemory().free(), clock.millis());
      if (next.isEmpty()) {
        return Found.NOTHING_MAY_RUN;
      }
      Optional<MemoryBudget.Reservation> memory = admission.jobMemory().reserve(next.get().bytes());
      if (memory.isPresent()) {
        try {
          table.claim(next.get().id(), JobTable.runId(token)).ifPresent(this::run);
        } finally {
          memory.get().close();
        }
      }
    }
  }

  private void run(StoredSimulation job) {
    try {
      Submission submission;
      long start = System.nanoTime();
      try {
        submission = submission(job);
      } catch (Problem unreadable) {
        table.fail(job.runId, failed(job, job.clientId, unreadable), unreadable);
        return;
      }
      runs.run(
          job,
          submission,
          (System.nanoTime() - start) * 1e-9,
          Budget.of(longest(job, submission.kept().request())).pacedBy(foreground::giveWay));
    } catch (Problem | JobTable.RunLost told) {
      // Whoever asks for the job reads there how it ended.
      return;
    }
  }

  private Submission submission(StoredSimulation job) {
    if (job.runs > MAX_RUNS) {
      throw new Problem(
          ProblemType.INTERNAL_ERROR,
          "The nodes that ran it ended " + MAX_RUNS + " times; the operator must look.");
    }
    KeptRequest kept = table.kept(job);
    return Submission.of(job, kept, CircuitReader.circuit(kept.request().qasm()));
  }

  private static SimulationEvent.Failed failed(
      StoredSimulation job, String subject, Problem problem) {
    return new SimulationEvent.Failed(Submission.owner(job, subject), job.id, problem.type());
  }

  private Duration longest(StoredSimulation job, SimulationRequest request) {
    long seconds = settings.longestRunSeconds();
    if (request.maxSeconds() != null) {
      seconds = Math.min(seconds, request.maxSeconds());
    }
    long millis = Math.min(seconds * 1000, job.deadlineAt - clock.millis());
    return Duration.ofMillis(Math.max(0, millis));
  }
}
