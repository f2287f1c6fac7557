package org.quantonium.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;
import org.quantonium.identity.Caller;
import org.quantonium.ledger.SimulationEvent;
import org.quantonium.ledger.TimeOrderedId;
import org.quantonium.problem.ProblemType;

/**
 * A simulation from its admission to its end, and what the ledger is told of it.
 *
 * @param id UUIDv7 of {@code createdAt}
 * @param createdAt milliseconds since the epoch
 * @param sourceDigest base64 of SHA-256 of the source's UTF-8 bytes
 * @param circuitDigest base64 of SHA-256 of the circuit
 */
record Submission(
    String id,
    long createdAt,
    Caller caller,
    Visibility visibility,
    String sourceDigest,
    String circuitDigest,
    RunOptions options) {

  /** Cost: linear in the source and in the operations of the circuit. */
  static Submission of(
      Caller caller, SimulationRequest request, Circuit circuit, RunOptions options, long now) {
    return new Submission(
        TimeOrderedId.next(now),
        now,
        caller,
        request.visibility(),
        Digests.sha256(request.qasm().getBytes(StandardCharsets.UTF_8)),
        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(circuit.digest())),
        options);
  }

  /** The row of its result, as yet without the entry that records it. */
  StoredSimulation row(byte[] result, String seconds) {
    StoredSimulation row = new StoredSimulation();
    row.id = id;
    row.createdAt = createdAt;
    row.clientId = caller.clientId();
    row.tenant = caller.tenant();
    row.visibility = visibility;
    row.sourceDigest = sourceDigest;
    row.seconds = seconds;
    row.result = result;
    row.resultDigest = Digests.sha256(result);
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
        options.stateVector());
  }

  SimulationEvent.Finished finished(SimulationResult result, Cost cost, String resultDigest) {
    return new SimulationEvent.Finished(
        caller,
        id,
        input(),
        new SimulationEvent.Machine(
            result.engine(), result.method(), result.precision(), StateVectorSimulator.KERNEL),
        new SimulationEvent.Plan(
            cost.activeQubits(), cost.histories(), cost.liveStates(), cost.exact()),
        resultDigest);
  }

  SimulationEvent.Failed failed(ProblemType problem) {
    return new SimulationEvent.Failed(caller, id, problem);
  }

  private SimulationEvent.Input input() {
    return new SimulationEvent.Input(sourceDigest, circuitDigest, options.shots(), options.seed());
  }
}
