package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.problem.Json;

/** Many circuits in one request. */
@ExtendWith(ArquillianExtension.class)
class BatchesIT {
  private static final String BATCHES = "/v1/simulations/batches";
  private static final String BELL =
      "include \"qelib1.inc\"; qreg q[2]; creg c[2]; h q[0]; cx q[0],q[1]; measure q -> c;";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String tenant = "batches-" + UUID.randomUUID();
  private final String client = token();

  private String token() {
    return Http.token(Auditor.client(tenant, "run:simulation", "read:data"));
  }

  static Map<String, Object> simulation(String source) {
    return Map.of("qasm", source, "seed", 7);
  }

  static HttpResponse<String> submit(String token, List<?> simulations) {
    return Http.send(request(token, simulations).build());
  }

  private static HttpRequest.Builder request(String token, List<?> simulations) {
    return Http.authorized(BATCHES, token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(Json.write(Map.of("simulations", simulations))));
  }

  /** The paths of its simulations, in their order. */
  static List<String> paths(HttpResponse<String> batch) {
    return simulations(batch).stream().map(one -> "/v1/simulations/" + one.get("id")).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> simulations(HttpResponse<String> batch) {
    return (List<Map<String, Object>>) Http.json(batch).get("simulations");
  }

  private static List<Object> states(HttpResponse<String> batch) {
    return simulations(batch).stream().map(one -> one.get("state")).toList();
  }

  private HttpResponse<String> submitted(List<?> simulations) {
    HttpResponse<String> answer = submit(client, simulations);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return answer;
  }

  private HttpResponse<String> awaitEnd(HttpResponse<String> batch) {
    String path = BATCHES + "/" + Http.json(batch).get("id");
    Instant end = Instant.now().plus(PATIENCE);
    HttpResponse<String> seen = Http.get(path, client);
    while (seen.headers().firstValue("Retry-After").isPresent()) {
      assertThat(Instant.now()).as(seen.body()).isBefore(end);
      Http.sleep(Duration.ofMillis(50));
      seen = Http.get(path, client);
    }
    return seen;
  }

  private void assertNothingKept() {
    assertThat((List<?>) Http.json(Http.get("/v1/simulations", client)).get("simulations"))
        .isEmpty();
  }

  @Test
  void each_has_a_state_and_a_result_of_its_own() {
    Map<String, Object> tooLong = Map.of("qasm", Programs.LONG, "maxSeconds", 1);
    HttpResponse<String> batch =
        submitted(
            List.of(
                simulation(BELL),
                tooLong,
                simulation("qreg q[1]; creg c[1]; x q[0]; measure q -> c;")));

    assertThat(batch.headers().firstValue("Location").orElseThrow())
        .endsWith(BATCHES + "/" + Http.json(batch).get("id"));
    assertThat(batch.headers().firstValue("Retry-After")).contains("1");
    assertThat(simulations(batch)).allMatch(one -> one.containsKey("receipt"));
    HttpResponse<String> ended = awaitEnd(batch);
    assertThat(paths(ended)).isEqualTo(paths(batch));
    assertThat(states(ended)).containsExactly("SUCCEEDED", "FAILED", "SUCCEEDED");
    assertThat(simulations(ended)).noneMatch(one -> one.containsKey("result"));
    assertThat(Http.get(paths(batch).get(0), client).body()).contains("\"11\":");
    assertThat(Http.get(paths(batch).get(2), client).body()).contains("\"counts\":{\"1\":1024}");
  }

  @Test
  void takes_a_hundred_and_not_one_more() {
    assertThat(submit(client, Collections.nCopies(101, simulation(BELL))).statusCode())
        .isEqualTo(422);
    assertThat(submit(client, List.of()).statusCode()).isEqualTo(422);
    assertNothingKept();

    HttpResponse<String> ended = awaitEnd(submitted(Collections.nCopies(100, simulation(BELL))));
    assertThat(states(ended)).hasSize(100).containsOnly("SUCCEEDED");
  }

  @Test
  void one_that_cannot_run_is_named_and_none_is_kept() {
    HttpResponse<String> unreadable =
        submit(client, List.of(simulation(BELL), simulation("qreg q[1];\nx q[0]")));
    HttpResponse<String> tooLarge =
        submit(client, List.of(simulation("qreg q[60]; h q;"), simulation(BELL)));
    HttpResponse<String> noRequest =
        submit(client, Stream.of(simulation(BELL), null, Map.of("shots", -1)).toList());

    assertThat(unreadable.statusCode()).isEqualTo(422);
    assertThat(Http.json(unreadable)).containsEntry("pointer", "/simulations/1");
    assertThat(Http.json(unreadable)).containsEntry("line", 2);
    assertThat(tooLarge.statusCode()).isEqualTo(422);
    assertThat(Http.json(tooLarge)).containsEntry("pointer", "/simulations/0");
    assertThat(noRequest.statusCode()).isEqualTo(422);
    assertThat(noRequest.body())
        .contains("\"/simulations/1\"", "\"/simulations/2/shots\"", "\"/simulations/2/qasm\"");
    assertNothingKept();
  }

  /** Each circuit takes 41 MB, and the node has a heap of 1 GB. */
  @Test
  void a_batch_takes_the_memory_of_one_circuit() {
    StringBuilder million = new StringBuilder("qreg q[2]; gate g0(t) a,b{");
    million.append("u3(t,t+1,t) a; cu3(t,t,t) a,b;".repeat(5)).append('}');
    for (int level = 1; level < 6; level++) {
      million.append("gate g").append(level).append("(t) a,b{");
      million.append("g%d(t/2+%d) a,b;".formatted(level - 1, level).repeat(10)).append('}');
    }
    List<Map<String, Object>> simulations =
        new ArrayList<>(Collections.nCopies(26, simulation(million + "g5(0.1) q[0],q[1];")));
    simulations.add(simulation("qreg q[0];"));

    HttpResponse<String> answer = submit(client, simulations);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(Http.json(answer)).containsEntry("pointer", "/simulations/26");
    assertNothingKept();
  }

  /** The first of them may have come back before the others are taken. */
  @Test
  void counts_as_a_request_for_each_circuit_though_one_cannot_be_read() {
    List<Map<String, Object>> simulations =
        new ArrayList<>(Collections.nCopies(99, simulation(BELL)));
    simulations.add(simulation("qreg q[0];"));

    HttpResponse<String> answer = submit(client, simulations);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(Http.json(answer)).containsEntry("pointer", "/simulations/99");
    assertThat(principal(answer, "RateLimit-Policy", "q") - principal(answer, "RateLimit", "r"))
        .isBetween(99L, 100L);
  }

  private static long principal(HttpResponse<?> answer, String header, String parameter) {
    String value = answer.headers().firstValue(header).orElse("");
    Matcher number = Pattern.compile("\"principal\".*?;" + parameter + "=(\\d+)").matcher(value);
    assertThat(number.find()).as(value).isTrue();
    return Long.parseLong(number.group(1));
  }

  @Test
  void is_no_more_than_the_quotas_hold() {
    String credentials = Auditor.client(tenant, "run:simulation", "read:data");
    String limited = Http.token(credentials);
    limit(Auditor.id(credentials), "principal", "{\"capacity\":2,\"refillPerSecond\":1000000}");
    limit(Auditor.id(credentials), "simulation", "{\"capacity\":1,\"refillPerSecond\":1}");

    Instant known = Instant.now().plusSeconds(10);
    HttpResponse<String> two;
    do { // each node looks for changed limits every few seconds
      Http.sleep(Duration.ofMillis(500));
      two = submit(limited, Collections.nCopies(2, simulation(BELL)));
    } while (two.statusCode() == 202 && Instant.now().isBefore(known));
    HttpResponse<String> one = submit(limited, List.of(simulation(BELL)));
    HttpResponse<String> three = submit(limited, Collections.nCopies(3, simulation("qreg q[0];")));

    assertThat(two.statusCode()).as(two.body()).isEqualTo(422);
    assertThat(two.body()).contains("urn:problem-type:quantonium:limit-exceeded");
    assertThat(Http.json(two)).containsEntry("limit", 1).containsEntry("value", 2);
    assertThat(one.statusCode()).as(one.body()).isEqualTo(202);
    assertThat(three.statusCode()).as(three.body()).isEqualTo(422);
    assertThat(Http.json(three)).containsEntry("limit", 2).containsEntry("value", 3);
    assertThat((String) Http.json(three).get("detail")).contains("smaller batches");
  }

  private static void limit(String id, String policy, String rate) {
    HttpResponse<String> answer =
        Http.send(
            Http.authorized(
                    "/v1/admin/clients/" + id + "/limits/" + policy,
                    Http.token(Server.bootstrapCredentials()))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(rate))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void the_same_key_stands_for_the_same_batch() {
    List<?> simulations = List.of(simulation(BELL), simulation(BELL));
    HttpResponse<String> first = keyed(simulations);
    HttpResponse<String> again = keyed(simulations);
    HttpResponse<String> another = keyed(List.of(simulation(BELL)));

    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(paths(again)).isEqualTo(paths(first));
    assertThat(another.statusCode()).isEqualTo(422);
    awaitEnd(first);
  }

  private HttpResponse<String> keyed(List<?> simulations) {
    return Http.send(request(client, simulations).header("Idempotency-Key", "\"b\"").build());
  }

  @Test
  void another_client_sees_what_is_shared_with_it_and_no_more() {
    Map<String, Object> shared = Map.of("qasm", BELL, "visibility", "TENANT");
    HttpResponse<String> batch = submitted(List.of(simulation(BELL), shared));
    HttpResponse<String> own = submitted(List.of(simulation(BELL)));

    String path = BATCHES + "/" + Http.json(batch).get("id");
    assertThat(paths(Http.get(path, token()))).containsExactly(paths(batch).get(1));
    HttpResponse<String> hidden = Http.get(BATCHES + "/" + Http.json(own).get("id"), token());
    HttpResponse<String> none =
        Http.get(BATCHES + "/01a20cb2-8220-7f04-9d65-413185fe38eb", token());
    assertThat(hidden.statusCode()).isEqualTo(404);
    assertThat(hidden.body()).isEqualTo(none.body());
    awaitEnd(batch);
    awaitEnd(own);
  }
}
