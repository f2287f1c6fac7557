package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.problem.Json;

@ExtendWith(ArquillianExtension.class)
class SimulationIT {
  private static final String BELL =
      """
      OPENQASM 2.0;
      include "qelib1.inc";
      qreg q[2];
      creg c[2];
      h q[0];
      cx q[0],q[1];
      measure q -> c;
      """;

  private static final List<Double> ZERO = List.of(0.0, 0.0);
  private static final List<Double> ROOT_HALF = List.of(Math.sqrt(0.5), 0.0);
  private static final Map<String, Double> HALVES = Map.of("0", 0.5, "1", 0.5);

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs", "examples"))) {
      return files.filter(f -> f.toString().endsWith(".qasm")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void runs_every_example(Path example) throws IOException {
    HttpResponse<String> answer = run(token(), Files.readString(example), "?shots=100&seed=1");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(counts(answer).values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
  }

  @Test
  void gives_a_bell_pair_its_two_outcomes_and_their_probabilities() {
    Map<String, Object> result = result(run(token(), BELL, "?shots=1000&seed=7"));

    assertThat(result)
        .containsEntry("probabilities", Map.of("00", 0.5, "11", 0.5))
        .containsEntry("qubits", 2)
        .containsEntry("shots", 1000)
        .containsEntry("seed", 7)
        .containsEntry("method", "statevector");
  }

  @Test
  void gives_the_same_bytes_for_the_same_seed_by_either_media_type() {
    HttpResponse<String> file = run(token(), BELL, "?shots=1000&seed=42");
    HttpResponse<String> json =
        Http.postJson(
            "/v1/simulations",
            token(),
            new String(
                Json.write(Map.of("qasm", BELL, "shots", 1000, "seed", 42)),
                StandardCharsets.UTF_8));

    assertThat(Http.json(json))
        .containsEntry("resultDigest", Http.json(file).get("resultDigest"))
        .containsEntry("sourceDigest", Http.json(file).get("sourceDigest"));
    assertThat(counts(run(token(), BELL, "?shots=1000&seed=43"))).isNotEqualTo(counts(json));
  }

  @Test
  void names_digests_that_anybody_can_recompute() throws Exception {
    HttpResponse<String> answer = run(token(), BELL, "");
    String stored = answer.body().replaceFirst("^.*?\"result\":", "").replaceFirst("}$", "");

    assertThat(Http.json(answer))
        .containsEntry("sourceDigest", sha256(BELL))
        .containsEntry("resultDigest", sha256(stored));
  }

  @Test
  void keeps_a_result_for_its_client_alone() {
    String owner = client("acme");
    HttpResponse<String> created = run(owner, BELL, "");
    String path = "/v1/simulations/" + Http.json(created).get("id");

    assertThat(created.headers().firstValue("Location").orElse("")).endsWith(path);
    assertThat(Http.get(path, owner).body()).isEqualTo(created.body());
    assertThat(Http.get(path, client("acme")).statusCode()).isEqualTo(404);
    assertThat(Http.get(path, client("rival")).body())
        .isEqualTo(Http.get(path.substring(0, path.length() - 4) + "0000", owner).body());
  }

  @Test
  void shares_a_result_with_its_tenant_where_the_client_says_so() {
    String path =
        "/v1/simulations/" + Http.json(run(client("acme"), BELL, "?visibility=tenant")).get("id");

    assertThat(Http.get(path, client("acme")).statusCode()).isEqualTo(200);
    assertThat(Http.get(path, client("rival")).statusCode()).isEqualTo(404);
  }

  @Test
  void shares_a_result_with_a_client_that_reads_it_many_times_at_once() throws Exception {
    String path =
        "/v1/simulations/" + Http.json(run(client("acme"), BELL, "?visibility=tenant")).get("id");
    String reader = client("acme");
    Callable<Integer> reading = () -> Http.get(path, reader).statusCode();

    ExecutorService pool = Executors.newFixedThreadPool(8);
    for (Future<Integer> answer : pool.invokeAll(Collections.nCopies(32, reading))) {
      assertThat(answer.get()).isEqualTo(200);
    }
    pool.shutdown();
  }

  @Test
  void lists_a_clients_own_simulations_newest_first_page_by_page() {
    String owner = client("lister");
    List<Object> created = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      created.add(0, Http.json(run(owner, BELL, "?shots=1")).get("id"));
    }

    List<Object> listed = new ArrayList<>();
    String next = "/v1/simulations?limit=2";
    int pages = 0;
    while (next != null) {
      Map<String, Object> page = Http.json(Http.get(next, owner));
      ((List<?>) page.get("simulations")).forEach(s -> listed.add(((Map<?, ?>) s).get("id")));
      next = (String) page.get("next");
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(listed).containsExactlyInAnyOrderElementsOf(created);
    assertThat(listed).isSortedAccordingTo((a, b) -> b.toString().compareTo(a.toString()));
  }

  @Test
  void tells_what_is_asked_for_and_nothing_more() {
    String program =
        "qreg a[1];qreg b[1];creg c[1];creg d[1];h a;cx a[0],b[0];measure a->c;measure b->d;";
    Map<String, Object> plain = result(run(token(), program, "?shots=4"));
    Map<String, Object> full =
        result(
            run(
                token(),
                program,
                "?shots=4&seed=3&memory=true&amplitudes=00,01&stateVector=true&maxProbabilities=1"));

    assertThat(plain).doesNotContainKeys("memory", "amplitudes", "stateVector");
    assertThat(plain)
        .containsEntry("marginals", Map.of("c", HALVES, "d", HALVES))
        .containsEntry("probabilities", Map.of("0 0", 0.5, "1 1", 0.5))
        .containsEntry("truncated", false);
    assertThat((List<?>) full.get("memory")).hasSize(4);
    assertThat((Map<?, ?>) full.get("probabilities")).hasSize(1);
    assertThat(full).containsEntry("truncated", true);
    assertThat(full).containsEntry("stateVector", List.of(ROOT_HALF, ZERO, ZERO, ROOT_HALF));
    assertThat(full).containsEntry("amplitudes", Map.of("00", ROOT_HALF, "01", ZERO));
  }

  @Test
  void says_why_there_are_no_amplitudes() {
    HttpResponse<String> answer =
        run(token(), "qreg q[1];creg c[1];h q;measure q->c;h q;", "?stateVector=true");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("urn:problem-type:quantonium:invalid-request")
        .contains("ask for probabilities instead of amplitudes");
  }

  @Test
  void names_the_place_of_a_mistake_in_the_circuit() {
    HttpResponse<String> answer = run(token(), "qreg q[2];\nh q[5];\n", "");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Http.json(answer))
        .containsEntry("type", "urn:problem-type:quantonium:invalid-circuit")
        .containsEntry("line", 2)
        .containsKey("column");
  }

  @Test
  void refuses_a_circuit_that_never_fits_and_names_both_numbers() {
    HttpResponse<String> answer = run(token(), "qreg q[30];h q;", "");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Http.json(answer))
        .containsEntry("type", "urn:problem-type:quantonium:limit-exceeded")
        .containsKeys("limit", "value");
  }

  @Test
  void refuses_a_result_that_would_be_too_long_before_it_runs() {
    String program = "qreg q[17];creg c[1024];h q;" + "measure q[0]->c[0];".repeat(2);

    assertThat(run(token(), program, "?shots=1000&memory=true").statusCode()).isEqualTo(201);
    HttpResponse<String> answer = run(token(), program, "?shots=100000&memory=true");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Http.json(answer))
        .containsEntry("type", "urn:problem-type:quantonium:limit-exceeded")
        .containsEntry("limit", 16 << 20);
  }

  @Test
  void points_at_the_element_of_a_list_that_is_wrong() {
    HttpResponse<String> answer =
        Http.postJson(
            "/v1/simulations", token(), "{\"qasm\":\"qreg q[1];\",\"amplitudes\":[\"0\",null]}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"pointer\":\"/amplitudes/1\"");
  }

  @Test
  void asks_nothing_for_idle_qubits() {
    assertThat(run(token(), "qreg q[100];creg c[1];h q[7];measure q[7]->c[0];", "").statusCode())
        .isEqualTo(201);
  }

  private static String token() {
    return Http.token(Server.bootstrapCredentials());
  }

  /** A token of a new client of that tenant. */
  private static String client(String tenant) {
    return Http.token(
        ClientsIT.credentials(
            ClientsIT.register(token(), tenant, "\"run:simulation\",\"read:data\"")));
  }

  static HttpResponse<String> run(String token, String qasm, String query) {
    return Http.send(
        Http.authorized("/v1/simulations" + query, token)
            .header("Content-Type", "text/x-qasm")
            .POST(BodyPublishers.ofString(qasm))
            .build());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> result(HttpResponse<String> answer) {
    return (Map<String, Object>) Http.json(answer).get("result");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Integer> counts(HttpResponse<String> answer) {
    return (Map<String, Integer>) result(answer).get("counts");
  }

  private static String sha256(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
