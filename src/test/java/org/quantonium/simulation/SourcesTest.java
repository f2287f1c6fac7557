package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.junit.jupiter.api.Test;
import org.quantonium.limits.AdmissionSettings;
import org.quantonium.limits.MemoryBudget;
import org.quantonium.problem.Problem;

/** What is counted of circuits while requests hold them. Places are the server's, as is waiting. */
class SourcesTest {
  /** For two of the largest circuits. */
  private final MemoryBudget memory = new MemoryBudget(2 * AdmissionSettings.LARGEST_CIRCUIT_BYTES);

  private final Sources sources = new Sources(new CircuitReader(memory));

  /** A hundred characters of so many times a thousand operations. */
  private static String source(int thousands) {
    return "gate g a{x a;x a;x a;x a;x a;x a;x a;x a;x a;x a;} gate h1 a{g a;g a;g a;g a;g a;}"
        + "gate k a{h1 a;h1 a;h1 a;h1 a;} qreg q[5];"
        + "k q;".repeat(thousands);
  }

  @Test
  void a_short_source_of_a_large_circuit_is_counted_until_it_is_closed() {
    HeldCircuit large = sources.read(source(100));
    assertThat(large.circuit().size()).isEqualTo(100_000);
    assertThat(memory.bytes() - memory.free()).isEqualTo(6_400_000);

    large.close();
    assertThat(memory.free()).isEqualTo(memory.bytes());
  }

  @Test
  void a_small_circuit_is_read_though_others_hold_all_memory() {
    memory.reserve(memory.bytes());

    HeldCircuit small = sources.read(source(16));
    assertThat(small.circuit().size()).isEqualTo(16_000);
    small.close();
    assertThat(memory.free()).isZero();
  }

  @Test
  void a_large_circuit_is_not_begun_where_the_largest_has_no_room() {
    HeldCircuit other = sources.read(source(1000));
    HeldCircuit another = sources.read(source(17));

    assertThatThrownBy(() -> sources.read(source(17))).isInstanceOf(BulkheadException.class);
    other.close();
    sources.read(source(17)).close();
    another.close();
    assertThat(memory.free()).isEqualTo(memory.bytes());
  }

  /** 300,000 operations and as many again in one statement. */
  @Test
  void a_long_source_is_counted_as_what_it_spells_out_unless_that_expands() {
    String spelledOut = "qreg p[1];" + "h p[0];".repeat(300_000);
    memory.reserve(memory.bytes() - AdmissionSettings.LARGEST_CIRCUIT_BYTES / 2);

    sources.read(spelledOut).close();
    assertThatThrownBy(() -> sources.read(spelledOut + source(300)))
        .isInstanceOf(BulkheadException.class);
    assertThat(memory.free()).isEqualTo(AdmissionSettings.LARGEST_CIRCUIT_BYTES / 2);
  }

  @Test
  void what_cannot_be_read_holds_nothing() {
    assertThatThrownBy(() -> sources.read(source(17) + "x q"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("';'");
    assertThatThrownBy(() -> sources.read(source(1001)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("past 1000000 operations");
    assertThat(memory.free()).isEqualTo(memory.bytes());
  }
}
