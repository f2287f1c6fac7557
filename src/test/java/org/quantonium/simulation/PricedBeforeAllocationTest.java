package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.engine.Circuit;
import org.quantonium.engine.Cost;
import org.quantonium.limits.Admission;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;

/** The way of a circuit up to its admission, by the classes that a request goes through. */
class PricedBeforeAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final QasmLimits WIDE = new QasmLimits(6 << 20, 500, 1024, 1_000_000, 128);
  private static final int RUNS = 301;

  private final Admission admission = new Admission(1L << 30);

  /** All qubits superposed and entangled. */
  private static String active(int declared, int active) {
    StringBuilder source = new StringBuilder("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n");
    source.append("qreg q[").append(declared).append("];\n");
    for (int i = 0; i < active; i++) {
      source.append("h q[").append(i * (declared / active)).append("];\n");
    }
    return source.toString();
  }

  private void admit(String source) {
    Circuit circuit = QasmReader.read(source, WIDE);
    admission.admit(Cost.of(circuit, 1024)).close();
  }

  private void refuse(String source) {
    assertThatThrownBy(() -> admit(source))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.LIMIT_EXCEEDED));
  }

  private boolean refused(String source) {
    try {
      admit(source);
      return false;
    } catch (Problem e) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {27, 30, 31, 40, 50, 60})
  void what_needs_more_memory_is_refused_in_under_10_ms_having_allocated_nothing(int qubits) {
    String source = active(qubits, qubits);
    refuse(source);
    long[] nanos = new long[RUNS];
    long[] bytes = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      refused(source);
      nanos[i] = System.nanoTime() - start;
      bytes[i] = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    }
    Arrays.sort(nanos);
    Arrays.sort(bytes);
    assertThat(nanos[RUNS / 2]).isLessThan(10_000_000);
    assertThat(bytes[RUNS / 2]).isLessThan(256 << 10);
  }

  @Test
  void idle_qubits_do_not_count() {
    String source = active(500, 3);
    admit(source);
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    admit(source);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).isLessThan(256 << 10);
    assertThat(Cost.of(QasmReader.read(source, WIDE), 1024).activeQubits()).isEqualTo(3);
  }

  @Test
  void as_many_qubits_as_a_program_may_declare_are_admitted_while_they_are_idle() {
    int most = QasmLimits.defaults().maxQubits();
    Circuit circuit = QasmReader.read(active(most, 3), QasmLimits.defaults());
    admission.admit(Cost.of(circuit, 1024)).close();
  }
}
