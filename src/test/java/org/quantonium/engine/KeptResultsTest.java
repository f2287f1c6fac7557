package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Amplitudes bit by bit as {@code quantonium-engine/6} has always had them: where they change, so
 * may the counts of a seed, and the version must.
 */
class KeptResultsTest {
  private static final String ONE_BY_ONE = "cgVYjuKepbitiJi8Co5uHe6tTJIOlD2JJfqpMlnat/c=";

  /** By the arithmetic of passes. Vectors of other lengths round in another order. */
  private static final Map<String, String> PASSES =
      Map.of(
          "statevector-blocks-plain",
          "X+JqIT+UAWZiB80VQxfngPDkqEDNvKMGkPNkXNWHn/0=",
          "statevector-blocks-vector-512",
          "I3P/Knw502+HQedSK9KnGUhFYx7rJ+qpmJmQOa861wI=");

  private static final int[] SIZES = {3, 9, 10, 13, 16, 17};

  private interface Run {
    StateVector of(Circuit circuit);
  }

  private static String digest(Run run) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int n : SIZES) {
      StateVector state = run.of(RandomCircuits.gates(n, 150, n));
      ByteBuffer bytes = ByteBuffer.allocate(2 * Double.BYTES);
      for (int i = 0; i < state.size(); i++) {
        bytes.clear();
        digest.update(bytes.putDouble(state.real(i)).putDouble(state.imaginary(i)).array());
      }
    }
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  private static StateVector passes(Kernels<?> kernels, Circuit circuit) {
    StateVector state = StateVectors.zero(circuit.qubits());
    Evolution evolution = new Evolution(kernels, Helpers.NONE, Loan.ofNew(), Budget.unlimited());
    evolution.begin(true);
    for (Operation operation : circuit.operations()) {
      Operation.Apply apply = (Operation.Apply) operation;
      evolution.apply(state, apply, apply.qubits());
    }
    evolution.finish(state);
    return state;
  }

  @Test
  void gates_one_by_one_leave_the_same_bits() throws Exception {
    assertThat(digest(StateVectors::run)).isEqualTo(ONE_BY_ONE);
  }

  @Test
  void plain_passes_leave_the_same_bits() throws Exception {
    Kernels<?> plain = new DoublePlainKernels();
    assertThat(digest(circuit -> passes(plain, circuit))).isEqualTo(PASSES.get(plain.name()));
  }

  @Test
  void passes_with_vectors_leave_the_same_bits() throws Exception {
    Kernels<?> best = KernelChoice.BEST;
    String found = digest(circuit -> passes(best, circuit));
    assertThat(found).isEqualTo(PASSES.getOrDefault(best.name(), found));
  }
}
