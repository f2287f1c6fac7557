package org.quantonium.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run found. Bit strings are in Qiskit's order: bit 0 rightmost within a register, the
 * register declared last leftmost, registers joined with one space.
 *
 * @param counts how many shots saw each bit string; adds up to the shots
 * @param probabilities the likeliest bit strings, at most {@link #MAX_PROBABILITIES} and none below
 *     1e-12
 * @param probabilityMass the sum of those, 1 up to rounding if none was left out
 * @param truncated true if bit strings were left out because there were too many, or because no
 *     shot took the outcomes in mid-circuit that lead to them
 * @param registers the registers that a bit string shows, in the order of their declaration
 * @param impliedMeasurement true if the circuit measured nothing, so that all qubits were measured
 *     at its end, into one register "measured" with qubit i of the circuit as bit i
 * @param shots as asked for
 * @param seed as asked for
 * @param method always "statevector"
 * @param precision always "double"
 * @param cost the price that was announced
 * @param seconds wall-clock time for each of plan, evolve and sample
 */
public record Outcome(
    SortedMap<String, Long> counts,
    SortedMap<String, Double> probabilities,
    double probabilityMass,
    boolean truncated,
    List<Register> registers,
    boolean impliedMeasurement,
    int shots,
    long seed,
    String method,
    String precision,
    Cost cost,
    Map<String, Double> seconds) {

  /** So many probabilities are kept at most. */
  public static final int MAX_PROBABILITIES = 4096;

  public Outcome {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    probabilities = Collections.unmodifiableSortedMap(new TreeMap<>(probabilities));
    registers = List.copyOf(registers);
    seconds = Collections.unmodifiableMap(new TreeMap<>(seconds));
  }
}
