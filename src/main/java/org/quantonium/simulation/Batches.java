package org.quantonium.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quantonium.idempotency.Claim;
import org.quantonium.idempotency.Idempotency;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.TimeOrderedId;
import org.quantonium.limits.RateLimits;
import org.quantonium.limits.RatePolicy;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** Many circuits in one request: all become jobs, each with a life of its own, or none does. */
@ApplicationScoped
class Batches {
  @Inject private Idempotency idempotency;
  @Inject private Intake intake;
  @Inject private RateLimits limits;
  @Inject private JobQueue queue;
  @Inject private SimulationStore store;
  @Inject private Views views;

  private final Clock clock = Clock.systemUTC();

  /**
   * Queues the simulations of a batch.
   *
   * @param key values of the header Idempotency-Key, as {@link Simulations#submit} takes them
   * @throws Problem what {@link Simulations#submit} throws, with the place of the simulation that
   *     it is about; LIMIT_EXCEEDED also for a batch that can never be admitted as a whole;
   *     RATE_LIMITED also where it has more simulations than its client may send requests
   */
  BatchView submit(Caller caller, BatchRequest request, List<String> key) {
    Claim claim = idempotency.claim(caller, key, "POST /v1/simulations/batches", request);
    try {
      String id = claim.earlier().orElseGet(() -> submit(caller, request.simulations(), claim));
      return get(caller, id);
    } finally {
      idempotency.release(claim);
    }
  }

  private String submit(Caller caller, List<SimulationRequest> simulations, Claim claim) {
    refuseMore(
        queue.mostOfClient(), simulations.size(), "A batch has more simulations than may wait");
    count(caller, simulations.size());
    List<Queued> jobs = new ArrayList<>();
    String id = TimeOrderedId.next(clock.millis());
    for (SimulationRequest simulation : simulations) {
      Queued job = take(caller, simulation, jobs.size());
      job.row().batch = id;
      job.row().batchPlace = jobs.size();
      jobs.add(job);
    }
    charge(caller, jobs.stream().mapToLong(Queued::charge).sum());
    queue.add(jobs, claim, id);
    return id;
  }

  /**
   * Each takes as long to read and plan as one alone, so each counts as a request; this one has
   * been counted.
   */
  private void count(Caller caller, int simulations) {
    String client = caller.clientId();
    refuseMore(
        limits.atOnce(RatePolicy.PRINCIPAL, client),
        simulations,
        "A batch counts as a request for each simulation, and has more than the quota 'principal'"
            + " holds");
    limits.chargeMore(RatePolicy.PRINCIPAL, client, simulations - 1L);
  }

  private Queued take(Caller caller, SimulationRequest simulation, int place) {
    try (Intake.Priced priced = intake.take(caller, simulation)) {
      return priced.queued();
    } catch (Problem e) {
      throw e.with("pointer", "/simulations/" + place);
    }
  }

  /** Where one alone takes the whole bucket if it costs more, many together must not. */
  private void charge(Caller caller, long cost) {
    long most = limits.capacity(RatePolicy.SIMULATION, caller.clientId());
    refuseMore(
        most,
        cost,
        "A batch is predicted to compute for more milliseconds than the quota 'simulation' holds");
    limits.charge(RatePolicy.SIMULATION, caller.clientId(), cost);
  }

  private static void refuseMore(long limit, long value, String what) {
    if (value > limit) {
      throw new Problem(ProblemType.LIMIT_EXCEEDED, what + "; send it in smaller batches.")
          .with("limit", limit)
          .with("value", value);
    }
  }

  /**
   * Those of a batch that this caller may read.
   *
   * @throws Problem NOT_FOUND if there is none
   */
  BatchView get(Caller caller, String id) {
    List<StoredSimulation> rows = store.batch(id, caller);
    if (rows.isEmpty()) {
      throw new Problem(ProblemType.NOT_FOUND, "No batch of yours has this id.");
    }
    boolean waits = rows.stream().anyMatch(row -> row.state == SimulationState.QUEUED);
    Map<String, Views.Turn> turns = waits ? views.turns() : Map.of();
    return new BatchView(id, rows.stream().map(row -> views.outline(row, turns)).toList());
  }
}
