package org.quantonium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class StateVectorTest {
  @Test
  void the_norm_stays_one_over_ten_thousand_gates() {
    for (int qubits : new int[] {5, 8}) {
      StateVector state = StateVectors.run(RandomCircuits.gates(qubits, 10_000, qubits));
      assertThat(StateVectors.norm(state)).isCloseTo(1, within(1e-12));
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

  @Test
  void a_run_allocates_little_more_than_its_price() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Circuit circuit = RandomCircuits.gates(20, 20, 3);
    Cost cost = Cost.of(circuit, 1000);
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    StateVectorSimulator.run(circuit, 1000, 1, Budget.unlimited());
    assertThat(threads.getThreadAllocatedBytes(id) - before)
        .isLessThan((long) (1.1 * cost.bytes()) + (4 << 20));
  }
}
