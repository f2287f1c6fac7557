package org.quantonium.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run found. Bit strings are in Qiskit's order: bit 0 rightmost within a register, the
 * register declared last leftmost, registers joined with one space.
 *
 * @param counts how many shots saw each bit string; adds up to the shots
 * @param probabilities the likeliest bit strings, as many as were asked for and none below 1e-12,
 *     or 1e-10 in single precision
 * @param probabilityMass the sum of those, 1 up to rounding if none was left out
 * @param truncated true if bit strings were left out because there were too many, or because no
 *     shot took the outcomes in mid-circuit that lead to them
 * @param marginals by register the likeliest bit strings of that register alone, capped likewise; a
 *     register that reads more than 20 qubits off the final state is missing, unless it is the only
 *     one
 * @param registers the registers that a bit string shows, in the order of their declaration
 * @param impliedMeasurement true if the circuit measured nothing, so that all qubits were measured
 *     at its end, into one register "measured" with qubit i of the circuit as bit i
 * @param memory the bit string of each shot in order, empty unless asked for
 * @param amplitudes of the basis states that were asked for, before the measurements at the end;
 *     their global phase is that of the matrices of {@link Gate}
 * @param stateVector all amplitudes, if asked for; bit i of an index belongs to qubit i
 * @param shots as asked for
 * @param seed as asked for
 * @param method always "statevector"
 * @param precision of the state, as asked for
 * @param circuitDigest {@link Circuit#digest} of what was run
 * @param cost the price that was announced
 * @param seconds wall-clock time for each of plan, evolve and sample
 */
public record Outcome(
    SortedMap<String, Long> counts,
    SortedMap<String, Double> probabilities,
    double probabilityMass,
    boolean truncated,
    Map<String, SortedMap<String, Double>> marginals,
    List<Register> registers,
    boolean impliedMeasurement,
    List<String> memory,
    Map<String, Complex> amplitudes,
    Optional<List<Complex>> stateVector,
    int shots,
    long seed,
    String method,
    Precision precision,
    String circuitDigest,
    Cost cost,
    Map<String, Double> seconds) {

  /** So many probabilities are kept at most. */
  public static final int MAX_PROBABILITIES = 4096;

  public Outcome {
    marginals = Collections.unmodifiableMap(new LinkedHashMap<>(marginals));
    registers = List.copyOf(registers);
    amplitudes = Collections.unmodifiableMap(new LinkedHashMap<>(amplitudes));
    seconds = Collections.unmodifiableMap(new TreeMap<>(seconds));
  }
}
