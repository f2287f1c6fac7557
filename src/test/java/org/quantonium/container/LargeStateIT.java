package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States of gigabytes: run where they fit, and refused with the numbers where they do not. */
@ExtendWith(ArquillianExtension.class)
class LargeStateIT {
  private static final Logger LOG = Logger.getLogger(LargeStateIT.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Of 3 GB of heap, so that jobs have 7/8 of it: 2.19 GiB. */
  private static final long BUDGET = 5L << 29;

  @TempDir private static Path directory;

  /** Every amplitude is other than 0 in its middle, and one outcome is certain at its end. */
  private static String hiddenString(int qubits) {
    StringBuilder source = new StringBuilder("qreg q[" + qubits + "];creg c[" + qubits + "];h q;");
    for (int round = 0; round < 2; round++) {
      for (int i = 1; i < qubits; i++) {
        source.append("cz q[").append(i - 1).append("],q[").append(i).append("];");
      }
    }
    for (int i = 0; i < qubits; i += 2) {
      source.append("z q[").append(i).append("];");
    }
    return source.append("h q;measure q->c;").toString();
  }

  private static String outcome(int qubits) {
    StringBuilder bits = new StringBuilder();
    for (int i = qubits - 1; i >= 0; i--) {
      bits.append(i % 2 == 0 ? 1 : 0);
    }
    return bits.toString();
  }

  private static HttpResponse<String> submit(HttpRequest.Builder to, String source) {
    return Http.send(
        to.header("Content-Type", "text/x-qasm").POST(BodyPublishers.ofString(source)).build());
  }

  private static void assertRefused(HttpResponse<String> answer, int qubits) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    Map<String, Object> problem = Http.json(answer);
    Matcher numbers =
        Pattern.compile("needs (\\d+) bytes of memory; this node has (\\d+) ")
            .matcher((String) problem.get("detail"));
    assertThat(numbers.find()).as(answer.body()).isTrue();
    long value = Long.parseLong(numbers.group(1));
    long limit = Long.parseLong(numbers.group(2));
    assertThat(value).isBetween(16L << qubits, (11L << (qubits + 4)) / 10 + (64 << 20));
    assertThat(limit).isLessThan(value);
    assertThat(((Number) problem.get("value")).longValue()).isEqualTo(value);
    assertThat(((Number) problem.get("limit")).longValue()).isEqualTo(limit);
  }

  @Test
  void what_does_not_fit_is_refused_with_both_numbers() {
    String token = Http.token(Server.bootstrapCredentials());

    assertRefused(submit(Http.authorized("/v1/simulations?shots=1", token), hiddenString(28)), 28);
  }

  /** Twice: the second finds arrays of the first. */
  @ParameterizedTest
  @ValueSource(strings = {"G1", "Serial", "Parallel"})
  @EnabledIfSystemProperty(
      named = "proof",
      matches = "true",
      disabledReason = "three nodes of 3 GB; engine.PooledRunsTest holds runs to their price")
  void a_state_of_2_gib_runs_in_a_heap_of_3_gb(String collector) throws Exception {
    Path data = directory.resolve(collector);
    Node node =
        Node.startAsShipped(
            data,
            "-Xmx3g",
            "-XX:+Use" + collector + "GC",
            // Before it is calibrated a node predicts minutes, and charges them.
            "-Dquantonium.limits.simulation.capacity=100000000",
            "-Dquantonium.memory.budget.bytes=" + BUDGET);
    try {
      node.awaitReady();
      String token = node.token(Files.readString(data.resolve("bootstrap-secret")).strip());
      for (int round = 0; round < 2; round++) {
        Map<String, Object> ended = run(node, token, 27, "double");
        LOG.info(
            () ->
                "%s: %s, predicted %s"
                    .formatted(collector, ended.get("seconds"), ended.get("predictedSeconds")));
        Map<?, ?> result = (Map<?, ?>) ended.get("result");
        assertThat(result.get("counts")).isEqualTo(Map.of(outcome(27), 100));
        assertThat(((Number) result.get("memoryBytes")).longValue())
            .isLessThan((11L << 31) / 10 + (64 << 20));
      }
      HttpResponse<String> refused =
          submit(authorized(node, "/v1/simulations?shots=1", token), hiddenString(28));
      assertRefused(refused, 28);
      assertThat(refused.body()).contains("or ask for precision=single, which needs ");
      Map<String, Object> single = run(node, token, 28, "single");
      LOG.info(() -> collector + ", 28 qubits, single precision: " + single.get("seconds"));
      assertThat(((Map<?, ?>) single.get("result")).get("counts"))
          .isEqualTo(Map.of(outcome(28), 100));
      assertThat(node.log()).doesNotContain("OutOfMemoryError");
    } finally {
      node.kill();
    }
  }

  private static HttpRequest.Builder authorized(Node node, String path, String token) {
    return node.request(path).header("Authorization", "Bearer " + token);
  }

  private static Map<String, Object> run(Node node, String token, int qubits, String precision) {
    String path = "/v1/simulations?shots=100&seed=1&precision=" + precision;
    HttpResponse<String> job = submit(authorized(node, path, token), hiddenString(qubits));
    assertThat(job.statusCode()).as(job.body()).isIn(201, 202);
    String created = "/v1/simulations/" + Http.json(job).get("id");
    Instant end = Instant.now().plus(PATIENCE);
    Map<String, Object> seen = Http.json(job);
    while (!"SUCCEEDED".equals(seen.get("state")) && Instant.now().isBefore(end)) {
      Http.sleep(Duration.ofMillis(300));
      seen = Http.json(Http.send(authorized(node, created, token).build()));
      assertThat(seen).doesNotContainEntry("state", "FAILED");
    }
    assertThat(seen).containsEntry("state", "SUCCEEDED");
    return seen;
  }
}
