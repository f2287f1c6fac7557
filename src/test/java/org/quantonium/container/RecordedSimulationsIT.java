package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.container.Auditor.Listed;

/** What is recorded of a simulation, from its submission to whoever else reads it. */
@ExtendWith(ArquillianExtension.class)
class RecordedSimulationsIT {
  private static final String BELL = "qreg q[2];h q[0];cx q[0],q[1];";

  @Test
  void records_a_simulation_before_and_after_it_ran_with_the_digest_of_what_was_sent()
      throws Exception {
    String credentials = Auditor.client("acme", "run:simulation");
    Map<String, Object> simulation =
        Http.json(SimulationIT.run(Http.token(credentials), BELL, "?shots=7&seed=11"));
    Listed submitted = Auditor.only(credentials, "SIMULATION_SUBMITTED");
    Listed finished = Auditor.only(credentials, "SIMULATION_FINISHED");

    assertThat(List.of(submitted, finished))
        .allSatisfy(
            e ->
                assertThat(e.entry())
                    .containsEntry("outcome", "SUCCEEDED")
                    .containsEntry("resource", "/v1/simulations/" + simulation.get("id"))
                    .containsEntry("sourceDigest", simulation.get("sourceDigest"))
                    .containsEntry("shots", 7)
                    .containsEntry("seed", "11")
                    .containsEntry("requestDigest", digest(BELL)));
    assertThat(submitted.index()).isLessThan(finished.index());
    assertThat(submitted.entry()).doesNotContainKey("resultDigest");
    assertThat(finished.entry()).containsEntry("resultDigest", simulation.get("resultDigest"));
  }

  @Test
  void records_the_digest_of_a_chunked_body() {
    String credentials = Auditor.client("acme", "run:simulation");
    String body = "{\"qasm\":\"" + BELL + "\"}\n ";
    HttpResponse<String> answer =
        Http.send(
            Http.authorized("/v1/simulations", Http.token(credentials))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(UTF_8))))
                .build());
    assertThat(answer.statusCode()).isEqualTo(201);

    assertThat(Auditor.only(credentials, "SIMULATION_FINISHED").entry())
        .containsEntry("requestDigest", digest(body));
  }

  @Test
  void records_a_simulation_that_did_not_come_to_its_end() {
    String credentials = Auditor.client("acme", "run:simulation");
    String program = Programs.LONG;
    assertThat(SimulationIT.run(Http.token(credentials), program, "?maxSeconds=1").statusCode())
        .isEqualTo(504);

    assertThat(Auditor.only(credentials, "SIMULATION_FAILED").entry())
        .containsEntry("outcome", "FAILED")
        .containsEntry("problem", "urn:problem-type:quantonium:deadline-exceeded")
        .containsEntry(
            "resource", Auditor.only(credentials, "SIMULATION_SUBMITTED").get("resource"));
    assertThat(Auditor.of(credentials, "SIMULATION_FINISHED")).isEmpty();
  }

  @Test
  void records_the_life_of_a_job() {
    String credentials = Auditor.client("acme", "run:simulation", "read:data");
    String token = Http.token(credentials);
    String path = job(token, BELL);
    while (!Http.json(Http.get(path, token)).get("state").equals("SUCCEEDED")) {
      Http.sleep(Duration.ofMillis(50));
    }
    Http.get(path, token);

    assertThat(Auditor.only(credentials, "SIMULATION_SUBMITTED").get("resource")).isEqualTo(path);
    assertThat(Auditor.only(credentials, "SIMULATION_FINISHED").entry())
        .containsEntry("resource", path)
        .containsEntry("delivered", false)
        .hasEntrySatisfying(
            "kernel",
            kernel -> assertThat((String) kernel).startsWith("statevector-blocks-vector"));
    assertThat(Auditor.only(credentials, "RESULT_DELIVERED").get("resource")).isEqualTo(path);
    Http.send(Http.authorized(path, token).DELETE().build());
    assertThat(Auditor.only(credentials, "SIMULATION_ERASED").get("resource")).isEqualTo(path);
  }

  @Test
  void records_who_cancelled() {
    String credentials = Auditor.client("acme", "run:simulation", "read:data");
    String token = Http.token(credentials);
    String path = job(token, Programs.LONG);
    Http.send(Http.authorized(path, token).DELETE().build());

    assertThat(Auditor.only(credentials, "SIMULATION_CANCELLED").entry())
        .containsEntry("outcome", "CANCELLED")
        .containsEntry("resource", path);
  }

  private static String job(String token, String source) {
    HttpResponse<String> answer =
        Http.send(
            Http.authorized("/v1/simulations", token)
                .header("Content-Type", "text/x-qasm")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(source))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return "/v1/simulations/" + Http.json(answer).get("id");
  }

  @Test
  void records_once_that_another_client_of_the_tenant_read_a_result() {
    String owner = Http.token(Auditor.client("acme", "run:simulation", "read:data"));
    String credentials = Auditor.client("acme", "read:data");
    String reader = Http.token(credentials);
    Map<String, Object> simulation = Http.json(SimulationIT.run(owner, BELL, "?visibility=TENANT"));
    String path = "/v1/simulations/" + simulation.get("id");
    assertThat(
            Http.send(Http.authorized(path + "/receipt", reader).header("Prefer", "wait=5").build())
                .statusCode())
        .isEqualTo(200);
    assertThat(Auditor.of(credentials, "RESULT_DELIVERED")).isEmpty();
    for (int i = 0; i < 3; i++) {
      assertThat(Http.get(path, reader).statusCode()).isEqualTo(200);
      assertThat(Http.get(path, owner).statusCode()).isEqualTo(200);
    }

    assertThat(Auditor.only(credentials, "RESULT_DELIVERED").entry())
        .containsEntry("resource", path)
        .containsEntry("resultDigest", simulation.get("resultDigest"));
    assertThat(
            Auditor.entries("action=RESULT_DELIVERED").stream()
                .filter(e -> e.get("resource").equals(path)))
        .hasSize(1);
  }

  /** As RFC 9530 writes it. */
  private static String digest(String body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
      return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
