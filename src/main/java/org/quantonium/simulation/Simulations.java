package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.quantonium.idempotency.Claim;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.Receipts;
import org.quantonium.limits.Admission;
import org.quantonium.limits.Foreground;
import org.quantonium.limits.Lane;
import org.quantonium.limits.RateLimits;
import org.quantonium.limits.RatePolicy;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.storage.UniqueViolation;

/** The way of a simulation: read, price, admit, record, run or queue, record. */
@ApplicationScoped
class Simulations {
  /** Sorts after every UUID: a list without a cursor starts at the newest. */
  private static final String NEWEST = "g";

  @Inject private Idempotency idempotency;
  @Inject private Intake intake;
  @Inject private Admission admission;
  @Inject private Foreground foreground;
  @Inject private RateLimits limits;
  @Inject private JobQueue queue;
  @Inject private ShortRuns shortRuns;
  @Inject private SimulationStore store;
  @Inject private Views views;
  @Inject private Receipts receipts;

  /**
   * Runs a circuit and keeps its result, or queues it.
   *
   * @param key values of the header Idempotency-Key: one that came before with the same request
   *     stands for what was submitted then
   * @param wait how long the answer may be waited for; nothing if it is to come at once
   * @return with its result, if it came in that time
   * @throws Problem INVALID_CIRCUIT, INVALID_REQUEST, LIMIT_EXCEEDED, RATE_LIMITED,
   *     TOO_MANY_SIMULATIONS, CAPACITY, CONFLICT, IDEMPOTENCY_KEY_REUSED, NOT_FOUND if what came
   *     before under the key was erased, UNAVAILABLE if the ledger does not take its record, and
   *     what a run that ended in that time failed of
   */
  SimulationView submit(Caller caller, SimulationRequest request, List<String> key, Duration wait) {
    Claim claim = idempotency.claim(caller, key, "POST /v1/simulations", request);
    try {
      Begun begun =
          claim.earlier().map(Begun::before).orElseGet(() -> begin(caller, request, claim, wait));
      return begun.ended().orElseGet(() -> submitted(caller, queue.awaitEnd(begun.id(), wait)));
    } finally {
      idempotency.release(claim);
    }
  }

  /**
   * What there is to wait for, or what it came to at once. Its circuit is forgotten by then.
   *
   * @param ended empty if it is a job, which may wait or run
   */
  private record Begun(String id, Optional<SimulationView> ended) {
    static Begun before(String id) {
      return new Begun(id, Optional.empty());
    }
  }

  private Begun begin(Caller caller, SimulationRequest request, Claim claim, Duration wait) {
    try (Intake.Priced priced = intake.take(caller, request)) {
      String id = priced.row().id;
      limits.charge(RatePolicy.SIMULATION, caller.clientId(), priced.charge());
      if (admission.isImmediate(priced.cost(), priced.seconds()) && !wait.isZero()) {
        return new Begun(id, Optional.of(runNow(priced, claim, wait)));
      }
      queue.add(List.of(priced.queued()), claim, id);
      return new Begun(id, Optional.empty());
    }
  }

  private SimulationView runNow(Intake.Priced priced, Claim claim, Duration wait) {
    Lane lane = admission.lane(priced.cost(), priced.seconds());
    if (!admission.isQuick(priced.cost(), priced.seconds())) {
      foreground.end();
    }
    try (Lane.Place place = lane.enter(priced.row().waiting(), wait)) {
      return views.of(priced.row(), shortRuns.run(priced, claim, place));
    }
  }

  /** Also one that came before under its key, of which nothing may be left. */
  private SimulationView submitted(Caller caller, String id) {
    return read(caller, id)
        .filter(simulation -> simulation.state != SimulationState.EXPIRED)
        .map(views::of)
        .orElseThrow(
            () ->
                new Problem(
                    ProblemType.NOT_FOUND,
                    "What was submitted has been erased since; to run it again send it with a"
                        + " fresh Idempotency-Key."));
  }

  /** One simulation, for whoever may read it. */
  SimulationView get(Caller caller, String id) {
    return views.of(read(caller, id).orElseThrow(Simulations::notFound));
  }

  /** The same where nothing of its result is shown. */
  StoredSimulation find(Caller caller, String id) {
    return store.find(id, caller).orElseThrow(Simulations::notFound);
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

  /**
   * Stops a simulation of this caller's that has not ended; erases one that has.
   *
   * @return what became of it; empty if it is erased
   */
  Optional<SimulationView> delete(Caller caller, String id) {
    StoredSimulation found =
        store
            .find(id, caller)
            .filter(simulation -> simulation.clientId.equals(caller.clientId()))
            .orElseThrow(Simulations::notFound);
    if (!found.state.isActive()) {
      store.erase(id, caller);
      return Optional.empty();
    }
    queue.cancel(found, caller);
    return store.find(id, caller).map(views::of);
  }

  /** The complete proof of the last entry that a simulation left in the ledger. */
  String proof(Caller caller, String id, String prefer) {
    return receipts.proof(find(caller, id).entryId, prefer);
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
