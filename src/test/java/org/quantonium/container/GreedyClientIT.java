package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * One client with 64 connections and random circuits of every size beside one polite client, on a
 * node as it is shipped, with its own limits in force.
 */
@Tag("apart")
class GreedyClientIT {
  private static final Logger LOG = Logger.getLogger(GreedyClientIT.class.getName());

  private static final boolean PROOF = Boolean.getBoolean("proof");
  private static final int CONNECTIONS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(PROOF ? 60 : 3);
  private static final Duration ALONE = Duration.ofSeconds(PROOF ? 60 : 3);
  private static final Duration ATTACK = Duration.ofSeconds(PROOF ? 60 : 8);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Threads of the servers' pools end after a minute without work. */
  private static final Duration SETTLED = Duration.ofSeconds(PROOF ? 100 : 1);

  private static final String GHZ =
      "qreg q[5];creg c[5];h q[0];cx q[0],q[1];cx q[1],q[2];cx q[2],q[3];cx q[3],q[4];measure q->c;";

  @TempDir private Path directory;
  private Node node;
  private String administrator;

  private void start(String... options) throws IOException {
    Path data = directory.resolve("greedy");
    node = Node.startAsShipped(data, options).awaitReady();
    administrator = node.token(Files.readString(data.resolve("bootstrap-secret")).strip());
  }

  @AfterEach
  void stop() {
    node.kill();
  }

  @Test
  void a_greedy_client_does_not_starve_a_polite_one() throws Exception {
    start();
    String polite = client("polite");
    String greedy = client("greedy");
    // So short an attack may end before anything is refused for its rate.
    attack(greedy, polite, WARM_UP, 201, 422);
    settle(greedy);
    List<Double> alone = ask(polite, ALONE);

    List<Double> beside = attack(greedy, polite, ATTACK, 201, 422, 429);

    LOG.info(() -> "Polite, ms: alone " + figures(alone) + "; beside " + figures(beside));
    assertThat(node.log()).doesNotContain("OutOfMemoryError");
    if (PROOF) {
      assertThat(percentile(beside, 0.99)).isLessThan(3 * percentile(alone, 0.99));
    }
  }

  /**
   * On PostgreSQL: embedded H2 keeps the directory of its file in the heap, a quarter of a kilobyte
   * for each commit, and an attack is stored as everything else is.
   */
  @Test
  @EnabledIfSystemProperty(named = "proof", matches = "true")
  void nothing_is_left_of_an_attack() throws Exception {
    try (EmbeddedPostgres database = EmbeddedPostgres.builder().start()) {
      start(
          "-Dquantonium.database.url=jdbc:postgresql://localhost:"
              + database.getPort()
              + "/postgres",
          "-Dquantonium.database.user=postgres",
          "-Dquantonium.database.password=postgres");
      String polite = client("polite");
      String greedy = client("greedy");
      attack(greedy, polite, ATTACK, 201, 422);
      settle(greedy);
      Node.Footprint before = node.footprint();

      attack(greedy, polite, ATTACK, 201, 422, 429);
      settle(greedy);

      Node.Footprint after = node.footprint();
      LOG.info(() -> "Before " + before + ", after " + after);
      assertThat((double) after.heapBytes()).isLessThan(1.02 * before.heapBytes());
      assertThat((double) after.threads()).isLessThan(1 + 1.02 * before.threads());
    }
  }

  /** What the polite client waited meanwhile, in ms. */
  private List<Double> attack(String greedy, String polite, Duration time, Integer... statuses)
      throws Exception {
    GreedyClient crowd = GreedyClient.start(node.port(), greedy, CONNECTIONS);
    List<Double> waited;
    try (crowd) {
      waited = ask(polite, time);
    }
    LOG.info(() -> "Greedy: " + crowd.statuses());
    assertThat(crowd.dishonest()).isEmpty();
    assertThat(crowd.statuses()).containsKeys(statuses);
    return waited;
  }

  /** Runs a small circuit now and then, for so long; every one must be answered with its result. */
  private List<Double> ask(String token, Duration time) throws IOException {
    byte[] request =
        String.join(
                "\r\n",
                "POST /v1/simulations?shots=100 HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer " + token,
                "Content-Type: text/x-qasm",
                "Content-Length: " + GHZ.length(),
                "",
                GHZ)
            .getBytes(StandardCharsets.US_ASCII);
    List<Double> millis = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    try (KeptConnection connection = new KeptConnection(node.port())) {
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        KeptConnection.Answer answer = connection.send(request);
        millis.add((System.nanoTime() - start) * 1e-6);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        Http.sleep(PAUSE);
      }
    }
    return millis;
  }

  /** Cancels what a client left, and waits until the node is at rest. */
  private void settle(String token) throws Exception {
    for (String path = "/v1/simulations?limit=100"; path != null; ) {
      Map<String, Object> page = Http.json(send("GET", path, token, ""));
      for (Object row : (List<?>) page.get("simulations")) {
        Map<?, ?> simulation = (Map<?, ?>) row;
        if (List.of("QUEUED", "RUNNING").contains(simulation.get("state"))) {
          send("DELETE", "/v1/simulations/" + simulation.get("id"), token, "");
        }
      }
      path = (String) page.get("next");
    }
    Http.sleep(SETTLED);
  }

  private String client(String name) {
    HttpResponse<String> registered =
        send(
            "POST",
            "/v1/admin/clients",
            administrator,
            "{\"tenant\":\""
                + name
                + "\",\"name\":\"x\",\"scopes\":[\"run:simulation\",\"read:data\"]}");
    Map<String, Object> client = Http.json(registered);
    return node.token(client.get("client_id") + ":" + client.get("client_secret"));
  }

  private HttpResponse<String> send(String method, String path, String token, String json) {
    HttpResponse<String> answer;
    do {
      answer =
          Http.send(
              node.request(path)
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .method(
                      method,
                      json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                  .build());
      if (answer.statusCode() == 429) {
        Http.sleep(Duration.ofSeconds(1));
      }
    } while (answer.statusCode() == 429);
    return answer;
  }

  private static String figures(List<Double> millis) {
    return "%d requests, median %.1f, p99 %.1f, most %.1f"
        .formatted(
            millis.size(),
            percentile(millis, 0.5),
            percentile(millis, 0.99),
            percentile(millis, 1));
  }

  private static double percentile(List<Double> values, double part) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
