package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.engine.Cost;
import org.quantonium.engine.Speed;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;
import org.quantonium.qasm.QasmLimits;
import org.quantonium.qasm.QasmReader;
import org.quantonium.storage.Settings;

/** The way of a circuit up to its admission, by the classes that a request goes through. */
class PricedBeforeAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final QasmLimits WIDE = new QasmLimits(6 << 20, 500, 1024, 1_000_000, 128);
  private static final int RUNS = 301;

  private final Admission admission =
      new Admission(
          new AdmissionSettings(
              Settings.catalogueWith(Map.of("quantonium.memory.budget.bytes", "1073741824"))));

  @BeforeEach
  void open() {
    admission.open();
  }

  private static String active(int declared, int active) {
    StringBuilder source = new StringBuilder("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n");
    source.append("qreg q[").append(declared).append("];\n");
    for (int i = 0; i < active; i++) {
      source.append("h q[").append(i * (declared / active)).append("];\n");
    }
    return source.toString();
  }

  private void admit(String source) {
    Cost cost = Cost.of(QasmReader.read(source, WIDE), 1024);
    admission.refuseForEver(cost, cost.seconds(Speed.conservative()));
  }

  private void refuse(String source) {
    assertThatThrownBy(() -> admit(source))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.LIMIT_EXCEEDED);
              assertThat(problem.members()).containsEntry("limit", admission.jobMemory().bytes());
            });
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
  @ValueSource(ints = {26, 27, 30, 31, 40, 50, 60})
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
  void what_needs_less_is_admitted() {
    assertThatCode(() -> admit(active(25, 25))).doesNotThrowAnyException();
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
    Cost cost = Cost.of(QasmReader.read(active(most, 3), QasmLimits.defaults()), 1024);
    assertThatCode(() -> admission.refuseForEver(cost, cost.seconds(Speed.conservative())))
        .doesNotThrowAnyException();
  }
}
