package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantonium.problem.Json;

/** Double or single precision, as the request says. */
@ExtendWith(ArquillianExtension.class)
class PrecisionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Large enough for passes; every amplitude is another. */
  private static final String SOURCE =
      "qreg q[12];u3(0.3,0.7,1.1) q;cx q[0],q[11];cp(0.4) q[3],q[7];u3(1.3,0.2,0.5) q;";

  private final String credentials = Auditor.client("precise", "run:simulation", "read:data");
  private final String token = Http.token(credentials);

  @SuppressWarnings("unchecked")
  private static Map<String, Object> result(HttpResponse<String> answer) {
    return (Map<String, Object>) Http.json(answer).get("result");
  }

  private static String json(String precision) {
    return new String(
        Json.write(Map.of("qasm", SOURCE, "shots", 500, "seed", 3, "precision", precision)), UTF_8);
  }

  @Test
  void is_double_unless_single_is_asked_for_and_stands_in_result_and_ledger() {
    Map<String, Object> usual = result(SimulationIT.run(token, SOURCE, "?shots=500&seed=3"));
    Map<String, Object> named =
        result(SimulationIT.run(token, SOURCE, "?shots=500&seed=3&precision=double"));

    assertThat(usual).containsEntry("precision", "double").isEqualTo(named);
    assertThat(Auditor.of(credentials, "SIMULATION_SUBMITTED"))
        .allSatisfy(e -> assertThat(e.entry()).containsEntry("precision", "double"));

    String other = Auditor.client("precise", "run:simulation");
    HttpResponse<String> file =
        SimulationIT.run(Http.token(other), SOURCE, "?shots=500&seed=3&precision=single");
    assertThat(result(file)).containsEntry("precision", "single");
    assertThat((Integer) result(file).get("memoryBytes"))
        .isLessThan((Integer) usual.get("memoryBytes"));
    assertThat(Auditor.only(other, "SIMULATION_SUBMITTED").entry())
        .containsEntry("precision", "single");
    assertThat(Auditor.only(other, "SIMULATION_FINISHED").entry())
        .containsEntry("precision", "single")
        .containsEntry("resultDigest", Http.json(file).get("resultDigest"));
    HttpResponse<String> again = Http.postJson("/v1/simulations", token, json("single"));
    assertThat(Http.json(again)).containsEntry("resultDigest", Http.json(file).get("resultDigest"));
  }

  @Test
  void single_tells_amplitudes_that_are_nearly_those_of_double() {
    String query = "?shots=0&amplitudes=000000000000,100000000001&precision=";
    Map<?, ?> single = amplitudes(SimulationIT.run(token, SOURCE, query + "single"));
    Map<?, ?> twice = amplitudes(SimulationIT.run(token, SOURCE, query + "double"));

    assertThat(single).isNotEqualTo(twice);
    twice.forEach(
        (state, amplitude) -> {
          for (int part = 0; part < 2; part++) {
            assertThat((Double) ((List<?>) single.get(state)).get(part))
                .isCloseTo((Double) ((List<?>) amplitude).get(part), within(1e-5));
          }
        });
  }

  private static Map<?, ?> amplitudes(HttpResponse<String> answer) {
    return (Map<?, ?>) result(answer).get("amplitudes");
  }

  @ParameterizedTest
  @CsvSource({"half", "SINGLE", "''"})
  void nothing_else_is_a_precision(String word) {
    for (HttpResponse<String> answer :
        List.of(
            Http.postJson("/v1/simulations", token, json(word)),
            SimulationIT.run(token, SOURCE, "?precision=" + word))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(answer.body())
          .contains("{\"pointer\":\"/precision\",\"detail\":\"must be double or single\"}");
    }
  }

  @Test
  void a_job_and_a_batch_keep_it() {
    HttpResponse<String> batch =
        BatchesIT.submit(
            token,
            List.of(
                Map.of("qasm", SOURCE, "seed", 1, "precision", "single"),
                Map.of("qasm", SOURCE, "seed", 1)));
    List<String> paths = BatchesIT.paths(batch);
    assertThat(result(ended(paths.get(0)))).containsEntry("precision", "single");
    assertThat(result(ended(paths.get(1)))).containsEntry("precision", "double");
  }

  private HttpResponse<String> ended(String path) {
    Instant end = Instant.now().plus(PATIENCE);
    HttpResponse<String> seen = Http.get(path, token);
    while (!"SUCCEEDED".equals(Http.json(seen).get("state"))) {
      assertThat(Instant.now()).as(seen.body()).isBefore(end);
      Http.sleep(Duration.ofMillis(50));
      seen = Http.get(path, token);
    }
    return seen;
  }

  @Test
  void an_idempotency_key_stands_for_one_precision() {
    String key = UUID.randomUUID().toString();
    assertThat(keyed(key, "?seed=1&precision=single").statusCode()).isEqualTo(201);
    assertThat(keyed(key, "?seed=1&precision=single").statusCode()).isEqualTo(201);
    assertThat(keyed(key, "?seed=1").body())
        .contains("urn:problem-type:quantonium:idempotency-key-reused");
  }

  private HttpResponse<String> keyed(String key, String query) {
    return Http.send(
        Http.authorized("/v1/simulations" + query, token)
            .header("Content-Type", "text/x-qasm")
            .header("Idempotency-Key", '"' + key + '"')
            .POST(BodyPublishers.ofString(SOURCE))
            .build());
  }

  /** Of 1 GB of heap, so that jobs have 7/16 of it: 448 MiB. */
  @Test
  void a_refusal_for_memory_names_single_precision_where_that_would_fit() {
    assertThat(estimate("qreg q[25];h q;", "").get("refusal"))
        .asString()
        .containsPattern("or ask for precision=single, which needs 3\\d{8} bytes\\.");
    assertThat(estimate("qreg q[25];h q;", "?precision=single"))
        .containsEntry("precision", "single")
        .containsEntry("admitted", true);
    assertThat(estimate("qreg q[28];h q;", "").get("refusal"))
        .asString()
        .contains("Use fewer qubits.")
        .doesNotContain("single");
    assertThat(estimate("qreg q[26];h q;", "?precision=single").get("refusal"))
        .asString()
        .contains("Use fewer qubits.")
        .doesNotContain("single");
  }

  private Map<String, Object> estimate(String qasm, String query) {
    HttpResponse<String> answer =
        Http.send(
            Http.authorized("/v1/simulations/estimate" + query, token)
                .header("Content-Type", "text/x-qasm")
                .POST(BodyPublishers.ofString(qasm))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Http.json(answer);
  }
}
