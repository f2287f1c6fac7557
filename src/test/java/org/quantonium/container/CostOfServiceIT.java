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
import org.junit.jupiter.api.BeforeAll;
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

  /** So many of each precision, and the compiler has got to most of what such a request passes. */
  private static final int WARM_UP = 250;

  private static final List<String> PRECISIONS = List.of("single", "double");
  private static final int ROUNDS = 41;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A node that has nothing to do burns some hundredths of a core. */
  private static final Duration IDLE = Duration.ofMillis(200);

  /** Both cores' threads. */
  private static final int THREADS = 2;

  private static final String SOURCE = layers(20, 6);

  @TempDir private static Path directory;

  private static String token;

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

  /**
   * Returns when a server burns less than a fifth of a core: after its start the compiler is made
   * to get to the kernels, by a thread that would pass for one of a run's.
   */
  private static void awaitIdle(ProcessHandle server) {
    Instant end = Instant.now().plus(PATIENCE);
    Duration burnt = PATIENCE;
    while (burnt.compareTo(IDLE) > 0) {
      assertThat(Instant.now()).as("burns " + burnt).isBefore(end);
      Duration before = server.info().totalCpuDuration().orElseThrow();
      Http.sleep(Duration.ofSeconds(1));
      burnt = server.info().totalCpuDuration().orElseThrow().minus(before);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  @BeforeAll
  static void warmUp() {
    awaitIdle(Server.process());
    token = Http.token(Server.bootstrapCredentials());
    for (int round = 0; round < WARM_UP; round++) {
      int seed = ROUNDS + round;
      PRECISIONS.forEach(precision -> run(precision, seed));
    }
  }

  /** What an answer took, and the engine of it. */
  private record Run(double millis, double engineMillis) {}

  private static Run run(String precision, int seed) {
    Http.Timed timed =
        Http.timed(
            Http.authorized("/v1/simulations?precision=" + precision + "&seed=" + seed, token)
                .header("Content-Type", "text/x-qasm")
                .POST(BodyPublishers.ofString(SOURCE))
                .build());
    assertThat(timed.answer().statusCode()).as(timed.answer().body()).isEqualTo(201);
    Map<String, Object> run = Http.json(timed.answer());
    double engine = seconds(run, "plan") + seconds(run, "evolve") + seconds(run, "sample");
    return new Run(timed.millis(), 1e3 * engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "single"})
  void a_run_on_20_qubits_costs_at_most_20_ms_more_than_the_engine(String precision) {
    List<Double> beside = new ArrayList<>();
    List<Double> engine = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Run run = run(precision, round);
      beside.add(run.millis() - run.engineMillis());
      engine.add(run.engineMillis());
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
      awaitIdle(ProcessHandle.of(node.pid()).orElseThrow());
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
