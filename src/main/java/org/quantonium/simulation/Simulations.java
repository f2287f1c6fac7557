package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.quantonium.engine.BudgetExceeded;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Outcome;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.TimeOrderedId;
import org.quantonium.limits.Admission;
import org.quantonium.problem.Json;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.qasm.QasmException;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;

/** The way of a simulation: read, price, admit, run, record. */
@ApplicationScoped
class Simulations {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Sorts after every UUID: a list without a cursor starts at the newest. */
  private static final String NEWEST = "g";

  @Inject private Admission admission;
  @Inject private Runner runner;
  @Inject private SimulationStore store;

  private final Clock clock = Clock.systemUTC();

  /**
   * Runs a circuit and keeps its result.
   *
   * @throws Problem INVALID_CIRCUIT, LIMIT_EXCEEDED, CAPACITY, DEADLINE_EXCEEDED
   */
  SimulationView submit(Caller caller, SimulationRequest request) {
    long seed = request.seed() == null ? RANDOM.nextLong() >>> 11 : request.seed();
    Circuit circuit = read(request.qasm());
    return record(caller, request, admitted(circuit, request.shots(), seed)).view();
  }

  private static Circuit read(String source) {
    try {
      return QasmReader.read(source, QasmLimits.defaults());
    } catch (QasmException e) {
      throw new Problem(ProblemType.INVALID_CIRCUIT, e.getMessage(), e)
          .with("line", e.line())
          .with("column", e.column());
    }
  }

  private SimulationResult admitted(Circuit circuit, int shots, long seed) {
    Admission.Reservation memory = admission.admit(Cost.of(circuit, shots));
    try {
      return SimulationResult.of(circuit, run(circuit, shots, seed));
    } finally {
      memory.close();
    }
  }

  private Outcome run(Circuit circuit, int shots, long seed) {
    try {
      return runner.run(circuit, shots, seed);
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

  private StoredSimulation record(
      Caller caller, SimulationRequest request, SimulationResult result) {
    StoredSimulation row = new StoredSimulation();
    row.createdAt = clock.millis();
    row.id = TimeOrderedId.next(row.createdAt);
    row.clientId = caller.clientId();
    row.tenant = caller.tenant();
    row.visibility = request.visibility();
    row.circuitDigest = Digests.sha256(request.qasm().getBytes(StandardCharsets.UTF_8));
    row.result = Json.write(result);
    row.resultDigest = Digests.sha256(row.result);
    return store.record(
        row,
        caller,
        Map.of(
            "circuitDigest", row.circuitDigest,
            "resultDigest", row.resultDigest,
            "engine", result.engine(),
            "method", result.method(),
            "precision", result.precision(),
            "seed", Long.toString(result.seed()),
            "shots", result.shots()));
  }

  /** One simulation, for whoever may read it. */
  SimulationView get(Caller caller, String id) {
    return store
        .find(id, caller)
        .map(StoredSimulation::view)
        .orElseThrow(
            () -> new Problem(ProblemType.NOT_FOUND, "No simulation of yours has this id."));
  }

  /** A page of those that this caller may read. */
  SimulationPage list(Caller caller, String before, int limit) {
    List<StoredSimulation> rows = store.page(before == null ? NEWEST : before, limit + 1, caller);
    List<SimulationSummary> page =
        rows.stream().limit(limit).map(StoredSimulation::summary).toList();
    String next =
        rows.size() > limit
            ? "/v1/simulations?limit=" + limit + "&before=" + page.get(limit - 1).id()
            : null;
    return new SimulationPage(page, next);
  }
}
