package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StateVectorTest {
  private static final Duration WARM_UP = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({"DOUBLE, 1e-12", "SINGLE, 1e-4"})
  void the_norm_stays_one_over_ten_thousand_gates(Precision precision, double tolerance) {
    for (int qubits : new int[] {5, 8}) {
      Circuit circuit = RandomCircuits.gates(qubits, 10_000, qubits);
      StateVector state = StateVectors.run(precision, circuit);
      assertThat(StateVectors.norm(state)).isCloseTo(1, within(tolerance));
    }
  }

  @Test
  void chunks_join_without_a_seam() {
    CircuitBuilder builder = Circuit.builder();
    builder.quantumRegister("q", 19);
    for (int qubit = 0; qubit < 19; qubit++) {
      builder.apply(Gate.RY, new double[] {0.1 * qubit + 0.2}, qubit);
    }
    builder.apply(Gate.CX, 18, 0).apply(Gate.SWAP, 17, 3).apply(Gate.RXX, new double[] {1}, 16, 18);
    builder
        .apply(Gate.RXX, new double[] {-1}, 18, 16)
        .apply(Gate.SWAP, 3, 17)
        .apply(Gate.CX, 18, 0);
    StateVector state = StateVectors.run(builder.build());
    for (int index :
        new int[] {0, 1, 1 << 16, (1 << 17) - 1, 1 << 17, (1 << 18) + 5, (1 << 19) - 1}) {
      double expected = 1;
      for (int qubit = 0; qubit < 19; qubit++) {
        double half = 0.05 * qubit + 0.1;
        expected *= ((index >> qubit) & 1) == 1 ? Math.sin(half) : Math.cos(half);
      }
      assertThat(state.real(index)).isCloseTo(expected, within(1e-14));
      assertThat(state.imaginary(index)).isCloseTo(0, within(1e-14));
    }
  }

  /** Vector kernels that are not yet compiled make an object of each vector. */
  @ParameterizedTest
  @EnumSource
  void a_warm_run_allocates_little_more_than_its_price(Precision precision) {
    Circuit circuit = RandomCircuits.gates(20, 20, 3);
    RunOptions options = RunOptions.of(1000, 1).withPrecision(precision);
    long bound = (long) (1.1 * Cost.of(circuit, options).bytes()) + (4 << 20);
    Instant end = Instant.now().plus(WARM_UP);
    long allocated = allocated(circuit, options);
    while (allocated >= bound && Instant.now().isBefore(end)) {
      allocated = allocated(circuit, options);
    }
    assertThat(allocated).isLessThan(bound);
  }

  private static long allocated(Circuit circuit, RunOptions options) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    StateVectorSimulator.run(circuit, options, Budget.unlimited());
    return threads.getThreadAllocatedBytes(id) - before;
  }
}
