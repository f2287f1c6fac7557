package org.quantonium.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Outcome;
import org.quantonium.ledger.SimulationEvent;
import org.quantonium.problem.Json;

/**
 * A run that came to its result, as it is kept.
 *
 * @param bytes JSON of the result
 * @param digest base64 of SHA-256 of the bytes
 * @param seconds JSON object of wall-clock seconds by phase
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to the database, never compared
record Computed(SimulationResult result, Cost cost, byte[] bytes, String digest, String seconds) {

  /**
   * Cost: linear in the text of the result.
   *
   * @param readSeconds that reading its source took
   */
  static Computed of(Submission submission, Outcome outcome, double readSeconds) {
    SimulationResult result = SimulationResult.of(submission.circuit(), outcome);
    byte[] bytes = Json.write(result);
    Map<String, Double> seconds = new TreeMap<>(outcome.seconds());
    seconds.put("read", readSeconds);
    return new Computed(
        result,
        outcome.cost(),
        bytes,
        Digests.sha256(bytes),
        new String(Json.write(seconds), UTF_8));
  }

  /**
   * What the ledger is told of it.
   *
   * @param delivered whether the result stands in the answer to the request that submitted it
   */
  SimulationEvent.Finished event(Submission submission, boolean delivered) {
    return submission.finished(result, cost, delivered, digest);
  }

  String text() {
    return new String(bytes, UTF_8);
  }
}
