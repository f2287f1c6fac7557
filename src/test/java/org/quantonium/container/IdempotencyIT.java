package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is sent again does its work once. */
@ExtendWith(ArquillianExtension.class)
class IdempotencyIT {
  private static final String BELL = "qreg q[2];h q[0];cx q[0],q[1];";

  private final String credentials = Auditor.client("again", "run:simulation", "read:data");
  private final String token = Http.token(credentials);
  private final String key = UUID.randomUUID().toString();

  private HttpResponse<String> submit(String idempotencyKey, String source) {
    return submit(token, idempotencyKey, source);
  }

  private static HttpResponse<String> submit(String token, String key, String source) {
    return Http.send(
        Http.authorized("/v1/simulations", token)
            .header("Content-Type", "text/x-qasm")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(source))
            .build());
  }

  @Test
  void the_second_of_two_gets_what_the_first_got() {
    HttpResponse<String> first = submit('"' + key + '"', BELL);
    HttpResponse<String> second = submit('"' + key + '"', BELL);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(Auditor.of(credentials, "SIMULATION_SUBMITTED")).hasSize(1);
  }

  @Test
  void quotes_make_no_difference() {
    assertThat(submit(key, BELL).body()).isEqualTo(submit('"' + key + '"', BELL).body());
  }

  @Test
  void a_key_stands_for_one_request() {
    submit(key, BELL);
    HttpResponse<String> other = submit(key, BELL + "h q[0];");

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("urn:problem-type:quantonium:idempotency-key-reused");
  }

  @Test
  void a_key_whose_simulation_was_erased_says_what_to_do() {
    String path = "/v1/simulations/" + Http.json(submit(key, BELL)).get("id");
    assertThat(Http.send(Http.authorized(path, token).DELETE().build()).statusCode())
        .isEqualTo(204);
    HttpResponse<String> again = submit(key, BELL);

    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(again.body())
        .contains("urn:problem-type:quantonium:not-found", "fresh Idempotency-Key");
  }

  @Test
  void a_key_is_a_clients_own() {
    String stranger = Http.token(Auditor.client("again", "run:simulation", "read:data"));

    assertThat(Http.json(submit(stranger, key, BELL)).get("id"))
        .isNotEqualTo(Http.json(submit(key, BELL)).get("id"));
  }

  @Test
  void a_request_that_was_refused_leaves_its_key_free() {
    assertThat(submit(key, "qreg q[2];h p;").statusCode()).isEqualTo(422);
    assertThat(submit(key, BELL).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"a", "a b", "\"a\\\"b\""})
  void what_is_no_key_is_refused(String value) {
    HttpResponse<String> answer = submit(value, BELL);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Idempotency-Key");
  }

  @Test
  void a_key_has_64_characters_and_no_more() {
    assertThat(submit("k".repeat(64), BELL).statusCode()).isEqualTo(201);
    assertThat(submit("k".repeat(65), BELL).statusCode()).isEqualTo(400);
  }

  @Test
  void two_keys_are_none() {
    HttpRequest twice =
        Http.authorized("/v1/simulations", token)
            .header("Content-Type", "text/x-qasm")
            .header("Idempotency-Key", "\"a\"")
            .header("Idempotency-Key", "\"b\"")
            .POST(BodyPublishers.ofString(BELL))
            .build();

    assertThat(Http.send(twice).statusCode()).isEqualTo(400);
  }

  @Test
  void of_many_at_once_one_does_the_work() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Callable<HttpResponse<String>> sending = () -> submit(key, BELL);
    for (Future<HttpResponse<String>> answer :
        threads.invokeAll(Collections.nCopies(24, sending))) {
      assertThat(answer.get().statusCode()).as(answer.get().body()).isIn(201, 409);
    }
    threads.shutdown();

    assertThat(Auditor.of(credentials, "SIMULATION_SUBMITTED")).hasSize(1);
    assertThat(submit(key, BELL).statusCode()).isEqualTo(201);
  }

  @Test
  void a_client_is_registered_once_and_its_secret_told_again() {
    String admin = Http.token(Server.bootstrapCredentials());
    String body = "{\"tenant\":\"again\",\"name\":\"x\",\"scopes\":[\"read:data\"]}";
    List<HttpResponse<String>> answers = List.of(register(admin, body), register(admin, body));

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
    assertThat(answers.get(1).body()).isEqualTo(answers.get(0).body());
    assertThat(Http.token(ClientsIT.credentials(answers.get(1)))).isNotEmpty();
  }

  private HttpResponse<String> register(String admin, String body) {
    return Http.send(
        Http.authorized("/v1/admin/clients", admin)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build());
  }
}
