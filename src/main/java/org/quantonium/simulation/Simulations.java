package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.quantonium.engine.BudgetExceeded;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.UnsupportedRun;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.Ledger;
import org.quantonium.ledger.Receipts;
import org.quantonium.limits.Admission;
import org.quantonium.problem.Json;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.qasm.QasmException;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;
import org.quantonium.storage.UniqueViolation;

/** The way of a simulation: read, price, admit, record, run, record. */
@ApplicationScoped
class Simulations {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Sorts after every UUID: a list without a cursor starts at the newest. */
  private static final String NEWEST = "g";

  @Inject private Admission admission;
  @Inject private Runner runner;
  @Inject private Prices prices;
  @Inject private SimulationStore store;
  @Inject private Receipts receipts;
  @Inject private Ledger ledger;

  private final Clock clock = Clock.systemUTC();

  /**
   * Runs a circuit and keeps its result.
   *
   * @throws Problem INVALID_CIRCUIT, INVALID_REQUEST, LIMIT_EXCEEDED, CAPACITY, DEADLINE_EXCEEDED,
   *     and UNAVAILABLE if the ledger does not take its record
   */
  SimulationView submit(Caller caller, SimulationRequest request) {
    long start = System.nanoTime();
    Circuit circuit = read(request.qasm());
    double readSeconds = (System.nanoTime() - start) * 1e-9;
    RunOptions options = request.options(RANDOM.nextLong() >>> 11);
    Cost cost = Cost.of(circuit, options);
    refuseLongResult(SimulationResult.longest(circuit, cost, options));
    Admission.Reservation memory = admission.admit(cost);
    try {
      Submission submission = Submission.of(caller, request, circuit, options, clock.millis());
      ledger.record(submission.submitted());
      return run(submission, circuit, readSeconds).view(receipts);
    } finally {
      memory.close();
    }
  }

  private StoredSimulation run(Submission submission, Circuit circuit, double readSeconds) {
    Outcome outcome;
    SimulationResult result;
    StoredSimulation row;
    final long start = System.nanoTime();
    try {
      outcome = run(circuit, submission.options());
      result = SimulationResult.of(circuit, outcome);
      row = submission.row(Json.write(result), seconds(readSeconds, outcome));
      prices.ran(outcome.cost(), (System.nanoTime() - start) * 1e-9);
    } catch (RuntimeException | Error e) {
      recordFailure(submission, e);
      throw e;
    }
    return store.record(row, submission.finished(result, outcome.cost(), row.resultDigest));
  }

  private void recordFailure(Submission submission, Throwable failure) {
    ProblemType told =
        failure instanceof Problem problem ? problem.type() : ProblemType.INTERNAL_ERROR;
    try {
      ledger.record(submission.failed(told));
    } catch (Problem away) {
      away.addSuppressed(failure);
      throw away;
    }
  }

  /** What is kept and sent is bounded before anything is run. */
  static void refuseLongResult(long characters) {
    if (characters > SimulationResult.MAX_CHARACTERS) {
      throw new Problem(
              ProblemType.LIMIT_EXCEEDED,
              "The result may become longer than "
                  + SimulationResult.MAX_CHARACTERS
                  + " characters. Ask for fewer shots, without memory, or measure fewer bits.")
          .with("limit", SimulationResult.MAX_CHARACTERS)
          .with("value", characters);
    }
  }

  private String seconds(double readSeconds, Outcome outcome) {
    Map<String, Double> seconds = new TreeMap<>(outcome.seconds());
    seconds.put("read", readSeconds);
    seconds.put("predictedSeconds", prices.seconds(outcome.cost()));
    return new String(Json.write(seconds), StandardCharsets.UTF_8);
  }

  static Circuit read(String source) {
    try {
      return QasmReader.read(source, QasmLimits.defaults());
    } catch (QasmException e) {
      throw new Problem(ProblemType.INVALID_CIRCUIT, e.getMessage(), e)
          .with("line", e.line())
          .with("column", e.column());
    }
  }

  private Outcome run(Circuit circuit, RunOptions options) {
    try {
      Outcome outcome = runner.run(circuit, options);
      // A time-out that came just too late must not interrupt the commit.
      Thread.interrupted();
      return outcome;
    } catch (UnsupportedRun e) {
      throw new Problem(ProblemType.INVALID_REQUEST, e.getMessage(), e);
    } catch (BulkheadException e) {
      throw new Problem(ProblemType.CAPACITY, "All places for simulations are taken; try again.", e)
          .retryAfterSeconds(1);
    } catch (TimeoutException | BudgetExceeded e) {
      // The server's thread goes back to its pool: the next request must not find it interrupted.
      Thread.interrupted();
      throw new Problem(
          ProblemType.DEADLINE_EXCEEDED,
          "The simulation was stopped at its deadline and nothing is kept of it. Use fewer qubits"
              + " or gates.",
          e);
    }
  }

  /** One simulation, for whoever may read it. */
  SimulationView get(Caller caller, String id) {
    return read(caller, id).orElseThrow(Simulations::notFound).view(receipts);
  }

  private Optional<StoredSimulation> read(Caller caller, String id) {
    try {
      return store.read(id, caller);
    } catch (PersistenceException e) {
      if (!UniqueViolation.isBehind(e)) {
        throw e;
      }
      // Another request of this client was the first reading, and is recorded.
      return store.find(id, caller);
    }
  }

  /** The complete proof of the entry that a simulation left in the ledger. */
  String proof(Caller caller, String id, String prefer) {
    return receipts.proof(
        store.find(id, caller).orElseThrow(Simulations::notFound).entryId, prefer);
  }

  private static Problem notFound() {
    return new Problem(ProblemType.NOT_FOUND, "No simulation of yours has this id.");
  }

  /** A page of those that this caller may read. */
  SimulationPage list(Caller caller, String before, int limit) {
    List<SimulationSummary> rows = store.page(before == null ? NEWEST : before, limit + 1, caller);
    List<SimulationSummary> page = rows.stream().limit(limit).toList();
    String next =
        rows.size() > limit
            ? "/v1/simulations?limit=" + limit + "&before=" + page.get(limit - 1).id()
            : null;
    return new SimulationPage(page, next);
  }
}
