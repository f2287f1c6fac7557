package org.quantonium.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads amplitudes of the declared qubits, idle ones being 0, off the state of the active ones. */
final class Amplitudes {
  private final Plan plan;
  private final RunOptions options;

  /** For each basis state its qubits that are set. */
  private final List<int[]> wanted = new ArrayList<>();

  private final Map<String, Complex> found = new LinkedHashMap<>();
  private Optional<List<Complex>> vector = Optional.empty();

  /**
   * Checks what is asked for.
   *
   * @throws UnsupportedRun if there is no single final state, if it has too many qubits for a
   *     result, or if a basis state is not a bit string over the declared qubits
   */
  Amplitudes(Plan plan, RunOptions options) {
    this.plan = plan;
    this.options = options;
    int qubits = plan.circuit.qubits();
    if (options.wantsAmplitudes() && plan.branching > 0) {
      throw new UnsupportedRun(
          "a circuit that measures or resets in mid-circuit has no single final state;"
              + " ask for probabilities instead of amplitudes");
    }
    if (options.stateVector() && qubits > RunOptions.MAX_STATE_QUBITS) {
      throw new UnsupportedRun(
          "a state vector is given for at most %d qubits, but %d are declared; ask for amplitudes"
                  .formatted(RunOptions.MAX_STATE_QUBITS, qubits)
              + " of basis states");
    }
    for (String state : options.basisStates()) {
      String bits = state.replace(" ", "");
      if (bits.length() != qubits || !bits.chars().allMatch(c -> c == '0' || c == '1')) {
        throw new UnsupportedRun(
            "a basis state is written with 0 and 1, one for each of the %d qubits"
                .formatted(qubits));
      }
      wanted.add(
          IntStream.range(0, qubits)
              .filter(qubit -> bits.charAt(qubits - 1 - qubit) == '1')
              .toArray());
    }
  }

  /** Reads what was asked for off the final state. */
  void read(StateVector state, Budget budget) {
    for (int i = 0; i < wanted.size(); i++) {
      Plan.pollAt(i, budget);
      found.put(options.basisStates().get(i), amplitude(state, wanted.get(i)));
    }
    if (options.stateVector()) {
      int qubits = plan.circuit.qubits();
      List<Complex> all = new ArrayList<>(1 << qubits);
      for (int index = 0; index < 1 << qubits; index++) {
        Plan.pollAt(index, budget);
        final int set = index;
        all.add(
            amplitude(
                state,
                IntStream.range(0, qubits).filter(qubit -> ((set >>> qubit) & 1) == 1).toArray()));
      }
      vector = Optional.of(List.copyOf(all));
    }
  }

  private Complex amplitude(StateVector state, int[] set) {
    int index = 0;
    for (int qubit : set) {
      if (plan.slot[qubit] < 0) {
        return Complex.ZERO;
      }
      index |= 1 << plan.slot[qubit];
    }
    return new Complex(state.real(index), state.imaginary(index));
  }

  Map<String, Complex> found() {
    return found;
  }

  Optional<List<Complex>> vector() {
    return vector;
  }
}
