package org.quantonium.simulation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.quantonium.engine.Outcome;
import org.quantonium.engine.Precision;
import org.quantonium.engine.RunOptions;

/**
 * What a client asks for. Whatever is left out has its default.
 *
 * @param qasm OpenQASM source, 1 to 6,291,456 characters
 * @param shots samples to draw, 0 to 100,000; 1,024 if left out
 * @param seed of the sampling, 0 to 2^53 - 1; drawn at random if left out
 * @param visibility who may read the result; CLIENT if left out
 * @param maxProbabilities most bit strings whose probability is told, 0 to 4,096; 4,096 if left out
 * @param memory whether to tell the bit string of each shot; false if left out
 * @param amplitudes basis states whose amplitudes are wanted, at most 1,024; none if left out
 * @param stateVector whether to tell all amplitudes, of at most 16 qubits; false if left out
 * @param maxSeconds after so many seconds of running it is stopped, 1 to 86,400; as long as the
 *     node allows if left out
 * @param precision of amplitudes, {@code single} or, which is the same as left out, {@code double}:
 *     so that what was kept and digested before there was a choice stays what it is
 */
record SimulationRequest(
    @NotBlank(message = "must hold OpenQASM source")
        @Size(max = SimulationRequest.MAX_SOURCE, message = "must have at most 6291456 characters")
        String qasm,
    @Min(value = 0, message = "must be at least 0")
        @Max(value = 100_000, message = "must be at most 100000")
        Integer shots,
    @Min(value = 0, message = "must be at least 0")
        @Max(value = SimulationRequest.MAX_SEED, message = "must be at most 9007199254740991")
        Long seed,
    Visibility visibility,
    @Min(value = 0, message = "must be at least 0")
        @Max(value = Outcome.MAX_PROBABILITIES, message = "must be at most 4096")
        Integer maxProbabilities,
    Boolean memory,
    @Size(max = RunOptions.MAX_BASIS_STATES, message = "must name at most 1024 basis states")
        List<
                @NotNull(message = "must not be null")
                @Size(max = 512, message = "must have at most 512 characters") String>
            amplitudes,
    Boolean stateVector,
    @Min(value = 1, message = "must be at least 1")
        @Max(value = 86_400, message = "must be at most 86400")
        Integer maxSeconds,
    @Pattern(regexp = "double|single", message = "must be double or single") String precision) {

  static final int MAX_SOURCE = 6 << 20;

  /** Every JSON reader, JavaScript's included, keeps integers up to here exactly. */
  static final long MAX_SEED = (1L << 53) - 1;

  private static final int DEFAULT_SHOTS = 1024;

  SimulationRequest {
    shots = shots == null ? DEFAULT_SHOTS : shots;
    visibility = visibility == null ? Visibility.CLIENT : visibility;
    maxProbabilities = maxProbabilities == null ? Outcome.MAX_PROBABILITIES : maxProbabilities;
    memory = memory != null && memory;
    // Not List.copyOf, which would meet a null before Bean Validation can name it.
    amplitudes =
        amplitudes == null ? List.of() : oneTooMany(amplitudes, RunOptions.MAX_BASIS_STATES);
    stateVector = stateVector != null && stateVector;
    precision = Precision.DOUBLE.word().equals(precision) ? null : precision;
  }

  /**
   * The list, of which one more is kept than it may have: Bean Validation then refuses it as well,
   * and finds fault with no more of its elements, of which millions may come.
   */
  static <T> List<T> oneTooMany(List<T> list, int most) {
    return list.size() <= most ? list : new ArrayList<>(list.subList(0, most + 1));
  }

  /** The same with this seed where it has none. */
  SimulationRequest withSeed(long drawn) {
    return seed != null
        ? this
        : new SimulationRequest(
            qasm,
            shots,
            drawn,
            visibility,
            maxProbabilities,
            memory,
            amplitudes,
            stateVector,
            maxSeconds,
            precision);
  }

  /** The engine's options; there must be a seed. */
  RunOptions options() {
    return new RunOptions(
        shots,
        seed,
        maxProbabilities,
        memory,
        amplitudes,
        stateVector,
        precision == null ? Precision.DOUBLE : Precision.named(precision).orElseThrow());
  }
}
