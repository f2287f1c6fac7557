package org.quantonium.qasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.engine.Circuit;

class QasmReaderTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static Circuit read(String source) {
    return QasmReader.read(source, QasmLimits.defaults());
  }

  private static QasmException refused(String source) {
    return catchThrowableOfType(QasmException.class, () -> read(source));
  }

  @Test
  void a_file_without_header_and_include_is_read() {
    assertThat(read("qreg q[2];h q;cx q[0],q[1];").size()).isEqualTo(3);
  }

  @Test
  void a_refusal_tells_line_and_column() {
    QasmException e = refused("OPENQASM 2.0;\nqreg q[2];\n  cy q[0], q[2];\n");
    assertThat(e.line()).isEqualTo(3);
    assertThat(e.column()).isEqualTo(14);
    assertThat(e).hasMessage("found '2', but an index into this register is at most 1");
  }

  @Test
  void a_message_echoes_little_and_only_printable_characters() {
    assertThat(refused("qreg q[1]; " + "x".repeat(500) + " q;").getMessage())
        .contains("'" + "x".repeat(37) + "...'");
    assertThat(refused("qreg q[1]; include \"\u001b[31m\u00e9\";").getMessage())
        .contains("'\"?[31m?\"'");
  }

  @Test
  void an_exploding_program_is_refused_before_it_expands() {
    StringBuilder source =
        new StringBuilder("gate g0 a {x a;x a;x a;x a;x a;x a;x a;x a;x a;x a;}");
    for (int i = 1; i < 9; i++) {
      source.append("gate g%d a {".formatted(i));
      source.append("g%d a;".formatted(i - 1).repeat(10)).append('}');
    }
    source.append("qreg q[1];\ng8 q;");
    assertThat(source.length()).isLessThan(1024);
    refused(source.toString());
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    QasmException refusal = refused(source.toString());
    assertThat(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
        .isLessThan(200_000);
    assertThat(refusal)
        .hasMessage(
            "found a statement that takes the program past 1000000 operations after expansion");
  }

  @Test
  void a_program_that_expands_to_nothing_at_length_is_refused() {
    StringBuilder source = new StringBuilder("gate g0 a {}");
    for (int i = 1; i < 30; i++) {
      source.append("gate g%d a {g%d a;g%d a;g%d a;}".formatted(i, i - 1, i - 1, i - 1));
    }
    assertThat(refused(source + "qreg q[1]; g29 q;").getMessage()).contains("too many steps");
  }

  @Test
  void limits_are_checked() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new QasmLimits(1, 0, 1, 1, 1));
  }

  @Test
  void a_file_of_100_000_statements_is_read() {
    String source = "qreg q[3];" + "u3(0.1,-pi/2,1e-3) q[1];cx q[2],q[0];".repeat(50_000);
    assertThat(read(source).size()).isEqualTo(100_000);
  }

  static Stream<String> hostile() {
    int n = 300_000;
    String q = "qreg q[3];creg c[3];";
    StringBuilder chain = new StringBuilder("gate g0 a{x a;}");
    StringBuilder names = new StringBuilder("gate g(p0");
    for (int i = 1; i < n / 20; i++) {
      chain.append("gate g%d a{g0 a;}".formatted(i));
      names.append(",p").append(i);
    }
    return Stream.of(
        q + "rx(" + "(".repeat(n),
        q + "rx(" + "-".repeat(n) + "1) q;",
        q + "rx(" + "1+".repeat(n) + "1) q;",
        q + "rx(" + "2^".repeat(n) + "1) q;",
        q + "rx(" + "sin(".repeat(n),
        q + "rx(" + "1".repeat(n) + ") q;",
        q + "rx(0." + "0".repeat(n) + "1) q;",
        q + "rx(1" + ",1".repeat(n) + ") q;",
        q + "if(c==" + "9".repeat(n) + ") x q;",
        q + "barrier q" + ",q".repeat(n) + ";",
        q + "cx q[0]" + ",q[0]".repeat(n) + ";",
        q + "x".repeat(n) + " q;",
        q + "h q[" + "0".repeat(n) + "];",
        q + "\n".repeat(n) + "?",
        q + ";".repeat(n),
        q + "/*".repeat(n),
        q + "/**/".repeat(n),
        chain + q + "g7 q;",
        names + ") a{rx(" + "p1+".repeat(n) + "p2) a;}" + q + "g(1) q;",
        "gate g(t) a{rx(" + "t*".repeat(n) + "t) a;}" + q + "g(1) q;".repeat(1000));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("hostile")
  @Timeout(300)
  void hostile_text_is_read_or_refused_in_linear_time(String source) {
    long before = THREADS.getCurrentThreadCpuTime();
    try {
      assertThat(read(source).qubits()).isEqualTo(3);
    } catch (QasmException refusal) {
      assertThat(refusal.getMessage()).hasSizeLessThan(200);
    }
    // Of the processor, which a loaded machine does not change: a hundredth of a second is usual,
    // and the square of 300,000 steps takes half a minute.
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before))
        .isLessThan(Duration.ofSeconds(5));
  }
}
