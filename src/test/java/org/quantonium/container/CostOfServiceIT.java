package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run through the service costs beside the engine, and how soon it ends when told to. */
@ExtendWith(ArquillianExtension.class)
@EnabledIfSystemProperty(
    named = "proof",
    matches = "true",
    disabledReason = "figures of an idle machine; engine.CancellationTest and EventsIT have bounds")
class CostOfServiceIT {
  private static final Logger LOG = Logger.getLogger(CostOfServiceIT.class.getName());
  private static final int WARM_UP = 60;
  private static final int ROUNDS = 41;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Both cores' threads. */
  private static final int THREADS = 2;

  @TempDir private static Path directory;

  /** Layers of rotations and entangling gates; all qubits are measured. */
  private static String layers(int qubits, int layers) {
    StringBuilder source = new StringBuilder("qreg q[" + qubits + "];creg c[" + qubits + "];");
    for (int layer = 0; layer < layers; layer++) {
      source.append("u3(").append(0.3 + 0.1 * layer).append(",0.7,1.1) q;");
      for (int i = layer % 2; i + 1 < qubits; i += 2) {
        source.append("cx q[").append(i).append("],q[").append(i + 1).append("];");
      }
    }
    return source.append("measure q->c;").toString();
  }

  private static double seconds(Map<String, Object> answer, String phase) {
    return ((Number) ((Map<?, ?>) answer.get("seconds")).get(phase)).doubleValue();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "single"})
  void a_run_on_20_qubits_costs_at_most_20_ms_more_than_the_engine(String precision) {
    String token = Http.token(Server.bootstrapCredentials());
    String source = layers(20, 6);
    List<Double> beside = new ArrayList<>();
    List<Double> engine = new ArrayList<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      String query = "?precision=" + precision + "&seed=" + (round + WARM_UP);
      Http.Timed timed =
          Http.timed(
              Http.authorized("/v1/simulations" + query, token)
                  .header("Content-Type", "text/x-qasm")
                  .POST(BodyPublishers.ofString(source))
                  .build());
      assertThat(timed.answer().statusCode()).as(timed.answer().body()).isEqualTo(201);
      Map<String, Object> run = Http.json(timed.answer());
      double own = 1e3 * (seconds(run, "plan") + seconds(run, "evolve") + seconds(run, "sample"));
      if (round >= 0) {
        beside.add(timed.millis() - own);
        engine.add(own);
      }
    }
    LOG.info(
        () ->
            "20 qubits, %s: engine %.1f ms, beside it %.1f ms (median), %.1f (most)"
                .formatted(
                    precision,
                    median(engine),
                    median(beside),
                    beside.stream().mapToDouble(Double::doubleValue).max().orElseThrow()));
    assertThat(median(beside)).isLessThan(20);
  }

  @Test
  void a_run_on_26_qubits_that_is_cancelled_burns_no_cpu_after_50_ms() throws Exception {
    Path data = directory.resolve("cancelled");
    Node node =
        Node.startAsShipped(data, "-Xmx3g", "-Dquantonium.limits.simulation.capacity=100000000");
    try {
      node.awaitReady();
      String token = node.token(Files.readString(data.resolve("bootstrap-secret")).strip());
      List<Double> burnt = new ArrayList<>();
      for (int round = 0; round < 7; round++) {
        burnt.add(burntAfterCancellation(node, token));
      }
      LOG.info(() -> "CPU after a cancellation on 26 qubits, ms: " + burnt);
      assertThat(median(burnt)).isLessThan(50);
    } finally {
      node.kill();
    }
  }

  /** CPU milliseconds of its threads since the request to cancel it was sent. */
  private static double burntAfterCancellation(Node node, String token) {
    HttpResponse<String> job =
        Http.send(
            authorized(node, "/v1/simulations?shots=1", token)
                .header("Content-Type", "text/x-qasm")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(Programs.resets(26, 12)))
                .build());
    assertThat(job.statusCode()).as(job.body()).isEqualTo(202);
    String path = "/v1/simulations/" + Http.json(job).get("id");
    awaitState(node, token, path, "RUNNING");
    // Past the allocation of its state.
    Http.sleep(Duration.ofSeconds(3));
    List<ServerThread> runners = ServerThread.busiest(node.pid(), Duration.ofMillis(300), THREADS);
    Duration before = cpu(runners);
    Http.send(authorized(node, path, token).DELETE().build());
    awaitState(node, token, path, "CANCELLED");
    Http.sleep(Duration.ofMillis(300));
    return cpu(runners).minus(before).toNanos() * 1e-6;
  }

  private static Duration cpu(List<ServerThread> threads) {
    return threads.stream().map(ServerThread::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  private static void awaitState(Node node, String token, String path, String state) {
    Instant end = Instant.now().plus(PATIENCE);
    Map<String, Object> seen = Map.of();
    while (!state.equals(seen.get("state"))) {
      assertThat(Instant.now()).as(seen.toString()).isBefore(end);
      Http.sleep(Duration.ofMillis(20));
      seen = Http.json(Http.send(authorized(node, path, token).build()));
    }
  }

  private static HttpRequest.Builder authorized(Node node, String path, String token) {
    return node.request(path).header("Authorization", "Bearer " + token);
  }
}
