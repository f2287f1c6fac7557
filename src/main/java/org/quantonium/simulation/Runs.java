package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.quantonium.engine.Budget;
import org.quantonium.engine.BudgetExceeded;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.Planned;
import org.quantonium.engine.UnsupportedRun;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** The jobs that run on this node: each is run, ended in the database, and can be stopped. */
@ApplicationScoped
class Runs {
  private static final Logger LOG = Logger.getLogger(Runs.class.getName());

  /** Other nodes see how far a run is after so many looks at most. */
  private static final int LOOKS_PER_REPORT = 20;

  private record Run(String runId, Budget budget, Thread thread) {}

  private final Map<String, Run> current = new ConcurrentHashMap<>();
  private int looks;

  /** Guarded by this. */
  private long ends;

  @Inject private JobTable table;
  @Inject private Prices prices;
  @Inject private SpareCores cores;

  /** The node stops: the run is to be run again, here or elsewhere. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Interrupted(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Runs a simulation on this thread and ends it in the database, whatever comes of it.
   *
   * @param row RUNNING under its run id
   * @param readSeconds that reading its source took
   * @throws Problem what it failed of, or was cancelled
   * @throws Interrupted if the thread was interrupted and the engine does not say why
   * @throws JobTable.RunLost if another run has ended it
   */
  void run(StoredSimulation row, Submission submission, double readSeconds, Budget budget) {
    current.put(row.id, new Run(row.runId, budget, Thread.currentThread()));
    try {
      Computed computed;
      long start = System.nanoTime();
      try {
        Planned planned = Planned.of(submission.circuit(), submission.options(), budget);
        Outcome outcome = cores.run(planned, budget);
        computed = Computed.of(submission, outcome, readSeconds);
        prices.ran(outcome.cost(), (System.nanoTime() - start) * 1e-9);
      } catch (RuntimeException | Error e) {
        throw ended(row, submission, e);
      }
      // A stop of the node that came just too late must not interrupt the commit.
      Thread.interrupted();
      table.succeed(row.runId, row.dataKid, computed.event(submission, false), computed);
    } finally {
      current.remove(row.id);
      tellAnEnd();
    }
  }

  private RuntimeException ended(StoredSimulation row, Submission submission, Throwable failure) {
    // The thread goes back to its pool: what comes next must not find it interrupted.
    Thread.interrupted();
    if (failure instanceof BudgetExceeded stopped
        && stopped.reason() == BudgetExceeded.Reason.CANCELLED) {
      table.cancel(row.runId, submission.cancelled());
      return new Problem(
          ProblemType.CONFLICT, "The simulation was cancelled; nothing is kept of it.", failure);
    }
    if (failure instanceof BudgetExceeded stopped
        && stopped.reason() == BudgetExceeded.Reason.INTERRUPTED) {
      return new Interrupted(failure);
    }
    Problem told = told(row.id, failure);
    table.fail(row.runId, submission.failed(told.type()), told);
    return told;
  }

  /** What a client is told of a failed run; the log is told of what is our fault. */
  static Problem told(String id, Throwable failure) {
    Problem told = told(failure);
    if (told.type() == ProblemType.INTERNAL_ERROR) {
      LOG.log(Level.SEVERE, "Simulation " + id + " failed", failure);
    }
    return told;
  }

  private static Problem told(Throwable failure) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (failure instanceof UnsupportedRun) {
      return new Problem(ProblemType.INVALID_REQUEST, failure.getMessage(), failure);
    }
    if (failure instanceof TimeoutException || failure instanceof BudgetExceeded) {
      return new Problem(
          ProblemType.DEADLINE_EXCEEDED,
          "The simulation was stopped at its deadline and nothing is kept of it. Use fewer qubits"
              + " or gates.",
          failure);
    }
    return new Problem(
        ProblemType.INTERNAL_ERROR, "The simulation failed; the fault is ours.", failure);
  }

  /** Stops a run if this node has it; it has stopped some milliseconds later. */
  void cancel(String id) {
    Run run = current.get(id);
    if (run != null) {
      run.budget.cancel();
    }
  }

  /** Stops all jobs of this node, to be run again by another, or after its next start. */
  void interruptJobs() {
    current.values().forEach(run -> run.thread.interrupt());
  }

  /** How much a run of this node has done, in amplitude updates; empty if it is not here. */
  OptionalLong work(String id) {
    Run run = current.get(id);
    return run == null ? OptionalLong.empty() : OptionalLong.of(run.budget.work());
  }

  private synchronized void tellAnEnd() {
    ends++;
    notifyAll();
  }

  /** Returns when a run of this node has ended, or after so many milliseconds. */
  synchronized void awaitAnEnd(long millis) throws InterruptedException {
    long before = ends;
    long until = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (ends == before && left > 0) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
  }

  /** Heeds what was asked of other nodes, and tells them how far runs are; often called. */
  void look() {
    List<String> ids = new ArrayList<>(current.keySet());
    if (ids.isEmpty()) {
      return;
    }
    try {
      table.cancelled(ids).forEach(this::cancel);
      if (looks++ % LOOKS_PER_REPORT == 0) {
        current.forEach((id, run) -> table.progress(id, run.runId, run.budget.work()));
      }
    } catch (RuntimeException away) {
      // Called again at once: a database that is away is told of elsewhere.
      LOG.log(Level.FINE, "Runs could not be looked after", away);
    }
  }
}
