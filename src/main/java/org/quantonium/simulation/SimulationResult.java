package org.quantonium.simulation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Outcome;

/**
 * What a run found: a function of circuit, shots, seed and engine alone, so that a replay gives the
 * same bytes.
 *
 * @param bitOrder how to read the bit strings
 * @param registers those that a bit string shows, from right to left
 * @param impliedMeasurement true if the circuit measured nothing, so that all qubits were
 * @param counts bit string to shots
 * @param probabilities bit string to exact probability, the likeliest first kept
 * @param truncated true if probabilities were left out
 */
@JsonPropertyOrder({
  "engine",
  "method",
  "precision",
  "qubits",
  "operations",
  "shots",
  "seed",
  "bitOrder"
})
record SimulationResult(
    String engine,
    String method,
    String precision,
    int qubits,
    int operations,
    int shots,
    long seed,
    String bitOrder,
    List<RegisterView> registers,
    boolean impliedMeasurement,
    Map<String, Long> counts,
    Map<String, Double> probabilities,
    boolean truncated) {

  private static final String BIT_ORDER =
      "bit 0 of a register is rightmost; the register declared last is leftmost";

  /** A classical register: its name and its bits. */
  record RegisterView(String name, int size) {}

  static SimulationResult of(Circuit circuit, Outcome outcome) {
    return new SimulationResult(
        EngineVersion.CURRENT,
        outcome.method(),
        outcome.precision(),
        circuit.qubits(),
        circuit.size(),
        outcome.shots(),
        outcome.seed(),
        BIT_ORDER,
        outcome.registers().stream().map(r -> new RegisterView(r.name(), r.size())).toList(),
        outcome.impliedMeasurement(),
        outcome.counts(),
        outcome.probabilities(),
        outcome.truncated());
  }
}
