package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assumptions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantonium.problem.Json;

@ExtendWith(ArquillianExtension.class)
class EstimateIT {
  private static final String BELL =
      "qreg q[2];creg c[2];h q[0];cx q[0],q[1];measure q[0]->c[0];measure q[1]->c[1];";

  private static HttpResponse<String> post(String path, String qasm) {
    return post(path, qasm, Http.token(Server.bootstrapCredentials()));
  }

  private static HttpResponse<String> post(String path, String qasm, String token) {
    return Http.send(
        Http.authorized(path, token)
            .header("Content-Type", "text/x-qasm")
            .POST(BodyPublishers.ofString(qasm))
            .build());
  }

  private static Map<String, Object> estimate(String qasm, String query) {
    HttpResponse<String> answer = post("/v1/simulations/estimate" + query, qasm);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Http.json(answer);
  }

  @Test
  void prices_a_circuit_by_either_media_type() {
    Map<String, Object> price = estimate(BELL, "?shots=1000");

    assertThat(price)
        .containsEntry("method", "statevector")
        .containsEntry("qubits", 2)
        .containsEntry("activeQubits", 2)
        .containsEntry("operations", 4)
        .containsEntry("histories", 1)
        .containsEntry("amplitudeUpdates", 4 + 2 + 3 * 4)
        .containsEntry("admitted", true)
        .doesNotContainKey("refusal");
    assertThat((Integer) price.get("bytes")).isBetween(64, 1 << 20);
    assertThat((Double) price.get("seconds")).isBetween(1e-7, 0.1);
    HttpResponse<String> json =
        Http.postJson(
            "/v1/simulations/estimate",
            Http.token(Server.bootstrapCredentials()),
            new String(Json.write(Map.of("qasm", BELL, "shots", 1000)), StandardCharsets.UTF_8));
    assertThat(Http.json(json).keySet()).isEqualTo(price.keySet());
    assertThat(Http.json(json)).containsEntry("bytes", price.get("bytes"));
  }

  @Test
  void idle_qubits_are_free_and_gates_are_not() {
    Map<String, Object> idle = estimate("qreg q[100];creg c[1];h q[7];measure q[7]->c[0];", "");
    Map<String, Object> busy = estimate("qreg q[18];h q;h q;h q;h q;", "");

    assertThat(idle).containsEntry("activeQubits", 1).containsEntry("admitted", true);
    assertThat(busy).containsEntry("amplitudeUpdates", (4 * 18 + 3) << 18);
    assertThat((Double) busy.get("seconds")).isGreaterThan(10 * (Double) idle.get("seconds"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qreg q[30];h q; | | limit-exceeded",
        "qreg q[60];h q; | | limit-exceeded",
        "qreg q[17];creg c[1024];h q;measure q[0]->c[0]; | ?shots=100000&memory=true | limit-exceeded",
        "qreg q[17];h q; | ?stateVector=true | invalid-request",
        "qreg q[1];creg c[1];h q;measure q->c;h q; | ?amplitudes=0 | invalid-request"
      })
  void tells_the_refusal_that_a_submission_would_meet(String qasm, String query, String type) {
    String parameters = query == null ? "" : query;
    Map<String, Object> price = estimate(qasm, parameters);
    HttpResponse<String> submitted = post("/v1/simulations" + parameters, qasm);

    assertThat(price).containsEntry("admitted", false);
    assertThat(price.get("refusal"))
        .isEqualTo(
            Map.of(
                "type", "urn:problem-type:quantonium:" + type,
                "status", submitted.statusCode(),
                "detail", Http.json(submitted).get("detail")));
    assertThat(Http.json(submitted)).containsEntry("type", "urn:problem-type:quantonium:" + type);
  }

  @Test
  void refuses_what_is_no_circuit_and_who_may_not_run_one() {
    assertThat(Http.json(post("/v1/simulations/estimate", "qreg q[1];\nhh q;")))
        .containsEntry("status", 422)
        .containsEntry("line", 2);
    assertThat(
            Http.postJson(
                    "/v1/simulations/estimate",
                    Http.token(Server.bootstrapCredentials(), "read:data"),
                    "{\"qasm\":\"qreg q[1];\"}")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            Http.get(
                    "/v1/simulations/estimate",
                    Http.token(Server.bootstrapCredentials(), "read:data"))
                .statusCode())
        .isIn(404, 405);
  }

  /** Of several clients: one client's take turns. */
  @Test
  void refuses_to_read_more_circuits_at_once_than_it_has_places_for() throws Exception {
    String administrator = Http.token(Server.bootstrapCredentials());
    String large = "qreg q[1];" + "h q[0];".repeat(300_000);
    List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String token =
          Http.token(
              ClientsIT.credentials(
                  ClientsIT.register(administrator, "readers" + i, "\"run:simulation\"")));
      requests.addAll(Collections.nCopies(2, () -> post("/v1/simulations/estimate", large, token)));
    }

    List<HttpResponse<String>> answers = atOnce(requests);

    assertThat(answers)
        .extracting(HttpResponse::statusCode)
        .contains(200, 503)
        .containsOnly(200, 503);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 503)
        .allSatisfy(
            answer -> {
              assertThat(Http.json(answer))
                  .containsEntry("type", "urn:problem-type:quantonium:capacity");
              assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            });
  }

  /**
   * They are more than may be read at once, and read no more at once than may be. On a busy machine
   * one's turn may not come in time; then it asks again, as any client does.
   */
  @Test
  void requests_of_one_client_wait_for_their_turn() throws Exception {
    Assumptions.assumeThat(Runtime.getRuntime().availableProcessors())
        .as("two a processor would have more turns than there are places")
        .isLessThanOrEqualTo(4);
    String token = Http.token(Server.bootstrapCredentials());
    String large = "qreg q[1];" + "h q[0];".repeat(300_000);

    assertThat(atOnce(Collections.nCopies(36, () -> estimatedInTurn(large, token))))
        .as("no one finds a turn and no place to be read")
        .extracting(HttpResponse::statusCode)
        .containsOnly(200);
  }

  private static HttpResponse<String> estimatedInTurn(String qasm, String token) {
    HttpResponse<String> answer = post("/v1/simulations/estimate", qasm, token);
    for (int i = 0; i < 30 && answer.body().contains("So many requests of this client are"); i++) {
      answer = post("/v1/simulations/estimate", qasm, token);
    }
    return answer;
  }

  private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> requests)
      throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(requests.size());
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (Future<HttpResponse<String>> answer : crowd.invokeAll(requests)) {
      answers.add(answer.get());
    }
    crowd.shutdown();
    return answers;
  }

  @Test
  void keeps_nothing_of_it() {
    String token =
        Http.token(
            ClientsIT.credentials(
                ClientsIT.register(
                    Http.token(Server.bootstrapCredentials()),
                    "estimators",
                    "\"run:simulation\",\"read:data\"")));
    Http.postJson("/v1/simulations/estimate", token, "{\"qasm\":\"qreg q[1];h q;\"}");

    assertThat(Http.json(Http.get("/v1/simulations", token)))
        .containsEntry("simulations", List.of());
  }

  @Test
  void a_run_tells_what_was_predicted_and_health_how_well_it_was() {
    HttpResponse<String> run = post("/v1/simulations", BELL);

    assertThat(run.statusCode()).isEqualTo(201);
    assertThat(Http.json(run))
        .extracting("predictedSeconds")
        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
        .isBetween(1e-7, 0.1);
    HttpResponse<String> health = Server.awaitPrices();
    assertThat((List<?>) Http.json(health).get("checks"))
        .extracting(check -> (Map<?, ?>) check)
        .anySatisfy(
            check -> {
              assertThat(check.get("name")).isEqualTo("simulations");
              assertThat(check.get("status")).isEqualTo("UP");
              // Payara writes numbers of a check as strings.
              assertThat(((Map<?, ?>) check.get("data")).get("runs").toString())
                  .matches("[1-9][0-9]*");
            });
  }

  /** More at a time than may be read: the rest comes to its turn. */
  @Test
  void many_at_once_are_all_read() throws Exception {
    String token = Http.token(Server.bootstrapCredentials());
    String circuit = "qreg q[2];" + "cx q[0],q[1];".repeat(2000);
    ExecutorService clients = Executors.newFixedThreadPool(32);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 320; i++) {
      answers.add(
          clients.submit(() -> post("/v1/simulations/estimate", circuit, token).statusCode()));
    }
    clients.shutdown();

    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isEqualTo(200);
    }
  }
}
