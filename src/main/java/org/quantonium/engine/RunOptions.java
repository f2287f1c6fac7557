package org.quantonium.engine;

import java.util.List;

/**
 * What a run is asked for.
 *
 * @param shots at least 0; with 0 there are probabilities and no counts
 * @param seed from which all draws derive
 * @param maxProbabilities most bit strings that the probabilities keep, 0 to 4,096
 * @param memory whether to tell the bit string of each shot
 * @param basisStates bit strings over all qubits whose amplitudes are wanted, at most 1,024; the
 *     quantum register declared last leftmost, spaces between registers or none
 * @param stateVector whether to give all amplitudes; at most 16 declared qubits
 * @param precision of the state
 */
public record RunOptions(
    int shots,
    long seed,
    int maxProbabilities,
    boolean memory,
    List<String> basisStates,
    boolean stateVector,
    Precision precision) {
  /** Most qubits of a state vector in a result. */
  public static final int MAX_STATE_QUBITS = 16;

  /** Most basis states whose amplitudes may be asked for. */
  public static final int MAX_BASIS_STATES = 1024;

  public RunOptions {
    if (shots < 0) {
      throw new IllegalArgumentException("shots must be 0 or more, not " + shots);
    }
    if (maxProbabilities < 0 || maxProbabilities > Outcome.MAX_PROBABILITIES) {
      throw new IllegalArgumentException(
          "the number of probabilities must lie between 0 and " + Outcome.MAX_PROBABILITIES);
    }
    basisStates = List.copyOf(basisStates);
    if (basisStates.size() > MAX_BASIS_STATES) {
      throw new IllegalArgumentException(
          "amplitudes of at most " + MAX_BASIS_STATES + " basis states can be asked for");
    }
  }

  /** Counts and probabilities in double precision, and nothing more. */
  public static RunOptions of(int shots, long seed) {
    return new RunOptions(
        shots, seed, Outcome.MAX_PROBABILITIES, false, List.of(), false, Precision.DOUBLE);
  }

  public RunOptions withMemory() {
    return new RunOptions(shots, seed, maxProbabilities, true, basisStates, stateVector, precision);
  }

  public RunOptions withAmplitudes(List<String> states) {
    return new RunOptions(shots, seed, maxProbabilities, memory, states, stateVector, precision);
  }

  public RunOptions withStateVector() {
    return new RunOptions(shots, seed, maxProbabilities, memory, basisStates, true, precision);
  }

  public RunOptions withMaxProbabilities(int most) {
    return new RunOptions(shots, seed, most, memory, basisStates, stateVector, precision);
  }

  public RunOptions withPrecision(Precision wanted) {
    return new RunOptions(shots, seed, maxProbabilities, memory, basisStates, stateVector, wanted);
  }

  boolean wantsAmplitudes() {
    return stateVector || !basisStates.isEmpty();
  }
}
