package org.quantonium.simulation;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Complex;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.Register;
import org.quantonium.engine.RunOptions;
import org.quantonium.engine.StateVectorSimulator;

/**
 * What a run found: a function of circuit, options, seed and engine alone, so that a replay gives
 * the same bytes.
 *
 * @param precision of the amplitudes, double or single
 * @param kernel what updated the amplitudes: with another, rounding differs
 * @param circuitDigest base64 of SHA-256 of the circuit as it was run, however it was written
 * @param memoryBytes the memory that was admitted for the run
 * @param bitOrder how to read the bit strings
 * @param registers those that a bit string shows, from right to left
 * @param impliedMeasurement true if the circuit measured nothing, so that all qubits were
 * @param counts bit string to shots
 * @param probabilities bit string to exact probability: the likeliest ones
 * @param probabilityMass sum of those
 * @param truncated true if probabilities were left out
 * @param marginals the same for each register by itself
 * @param memory the bit string of each shot, if asked for
 * @param amplitudes real and imaginary part by basis state, if asked for
 * @param stateVector real and imaginary part of each amplitude, if asked for
 */
record SimulationResult(
    String engine,
    String method,
    String precision,
    String kernel,
    String circuitDigest,
    int qubits,
    int operations,
    int shots,
    long seed,
    long memoryBytes,
    String bitOrder,
    List<RegisterView> registers,
    boolean impliedMeasurement,
    Map<String, Long> counts,
    Map<String, Double> probabilities,
    double probabilityMass,
    boolean truncated,
    Map<String, SortedMap<String, Double>> marginals,
    Optional<List<String>> memory,
    Optional<Map<String, List<Double>>> amplitudes,
    Optional<List<List<Double>>> stateVector) {

  private static final String BIT_ORDER =
      "bit 0 of a register is rightmost; the register declared last is leftmost";

  /** Longest result that is kept and sent. */
  static final int MAX_CHARACTERS = 16 << 20;

  /** Around a bit string: quotes, comma, and its number. */
  private static final int CHARACTERS_PER_ENTRY = 32;

  private static final int CHARACTERS_PER_AMPLITUDE = 64;

  /** A bound on the text of a result, known before the run. */
  static long longest(Circuit circuit, Cost cost, RunOptions options) {
    List<Register> registers = circuit.classicalRegisters();
    int label = Math.max(circuit.bits() + registers.size(), circuit.qubits());
    double outcomes = cost.histories() * Math.scalb(1.0, cost.activeQubits());
    double entries = Math.min(options.shots(), outcomes);
    entries += options.memory() ? options.shots() : 0;
    entries += Math.min(options.maxProbabilities(), outcomes);
    double characters = entries * (label + CHARACTERS_PER_ENTRY);
    for (Register register : registers) {
      double values = Math.min(options.maxProbabilities(), Math.scalb(1.0, register.size()));
      characters += values * (register.size() + CHARACTERS_PER_ENTRY);
    }
    double amplitudes = options.basisStates().size();
    amplitudes += options.stateVector() ? Math.scalb(1.0, circuit.qubits()) : 0;
    return (long) (characters + amplitudes * (CHARACTERS_PER_AMPLITUDE + circuit.qubits()));
  }

  /** A classical register: its name and its bits. */
  record RegisterView(String name, int size) {}

  static SimulationResult of(Circuit circuit, Outcome outcome) {
    return new SimulationResult(
        EngineVersion.CURRENT,
        outcome.method(),
        outcome.precision().word(),
        StateVectorSimulator.KERNEL,
        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(outcome.circuitDigest())),
        circuit.qubits(),
        circuit.size(),
        outcome.shots(),
        outcome.seed(),
        outcome.cost().bytes(),
        BIT_ORDER,
        outcome.registers().stream().map(r -> new RegisterView(r.name(), r.size())).toList(),
        outcome.impliedMeasurement(),
        outcome.counts(),
        outcome.probabilities(),
        outcome.probabilityMass(),
        outcome.truncated(),
        outcome.marginals(),
        Optional.of(outcome.memory()).filter(m -> !m.isEmpty()),
        Optional.of(parts(outcome.amplitudes())).filter(a -> !a.isEmpty()),
        outcome.stateVector().map(all -> all.stream().map(SimulationResult::parts).toList()));
  }

  private static Map<String, List<Double>> parts(Map<String, Complex> amplitudes) {
    Map<String, List<Double>> parts = new LinkedHashMap<>();
    amplitudes.forEach((state, amplitude) -> parts.put(state, parts(amplitude)));
    return parts;
  }

  private static List<Double> parts(Complex amplitude) {
    return List.of(amplitude.re(), amplitude.im());
  }
}
