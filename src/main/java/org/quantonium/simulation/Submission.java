package org.quantonium.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.SimulationEvent;
import org.quantonium.ledger.TimeOrderedId;
import org.quantonium.problem.ProblemType;

/**
 * A simulation that can be run, and what the ledger is told of it.
 *
 * @param id UUIDv7 of {@code createdAt}
 * @param createdAt milliseconds since the epoch
 * @param kept with a seed
 * @param sourceDigest base64 of SHA-256 of the source's UTF-8 bytes
 * @param circuitDigest base64 of SHA-256 of the circuit
 */
record Submission(
    String id,
    long createdAt,
    Caller caller,
    KeptRequest kept,
    String sourceDigest,
    String circuitDigest,
    Circuit circuit,
    RunOptions options) {

  /** Cost: linear in the source and in the operations of the circuit. */
  static Submission of(
      Caller caller, SimulationRequest request, Circuit circuit, long drawnSeed, long now) {
    return of(
        TimeOrderedId.next(now),
        now,
        caller,
        new KeptRequest(caller.subject(), request.withSeed(drawnSeed)),
        circuit);
  }

  /** The submission that a row keeps. */
  static Submission of(StoredSimulation row, KeptRequest kept, Circuit circuit) {
    return of(row.id, row.createdAt, owner(row, kept.subject()), kept, circuit);
  }

  private static Submission of(
      String id, long createdAt, Caller caller, KeptRequest kept, Circuit circuit) {
    return new Submission(
        id,
        createdAt,
        caller,
        kept,
        Digests.sha256(kept.request().qasm().getBytes(StandardCharsets.UTF_8)),
        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(circuit.digest())),
        circuit,
        kept.request().options());
  }

  /** Whose simulation it is, for entries that no request of theirs causes: there is no token. */
  static Caller owner(StoredSimulation row, String subject) {
    return new Caller(
        subject,
        row.clientId,
        row.tenant,
        Set.of(),
        "none",
        "none",
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(1));
  }

  /** Its row, as yet in no state, unsealed and unrecorded. */
  StoredSimulation row(Cost cost, double predictedSeconds) {
    StoredSimulation row = new StoredSimulation();
    row.id = id;
    row.createdAt = createdAt;
    row.clientId = caller.clientId();
    row.tenant = caller.tenant();
    row.visibility = kept.request().visibility();
    row.sourceDigest = sourceDigest;
    row.predictedMicros = Math.max(1, Math.round(predictedSeconds * 1e6));
    row.memoryBytes = cost.bytes();
    row.workTotal = cost.amplitudeUpdates();
    return row;
  }

  SimulationEvent.Submitted submitted() {
    return new SimulationEvent.Submitted(
        caller,
        id,
        input(),
        options.maxProbabilities(),
        options.memory(),
        options.basisStates().size(),
        options.stateVector(),
        options.precision().word());
  }

  /**
   * Its end with a result.
   *
   * @param delivered whether the result stands in the answer to the request that submitted it
   */
  SimulationEvent.Finished finished(
      SimulationResult result, Cost cost, boolean delivered, String resultDigest) {
    return new SimulationEvent.Finished(
        caller,
        id,
        input(),
        new SimulationEvent.Machine(
            result.engine(), result.method(), result.precision(), StateVectorSimulator.KERNEL),
        new SimulationEvent.Plan(
            cost.activeQubits(), cost.histories(), cost.liveStates(), cost.exact()),
        delivered,
        resultDigest);
  }

  SimulationEvent.Failed failed(ProblemType problem) {
    return new SimulationEvent.Failed(caller, id, problem);
  }

  SimulationEvent.Cancelled cancelled() {
    return new SimulationEvent.Cancelled(caller, id);
  }

  private SimulationEvent.Input input() {
    return new SimulationEvent.Input(sourceDigest, circuitDigest, options.shots(), options.seed());
  }
}
