package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.problem.Json;

/** No body gets a 5xx, and every refusal of one is a problem document. */
@ExtendWith(ArquillianExtension.class)
class StrictInputIT {
  private static final String GOOD =
      "{\"qasm\":\"qreg q[1];h q[0];\",\"shots\":10,\"seed\":1,\"visibility\":\"CLIENT\"}";

  private String token;

  @BeforeEach
  void token() {
    token = Http.token(Server.bootstrapCredentials());
  }

  static Stream<String> malformedJson() {
    List<String> rows = new ArrayList<>();
    for (int length = 0; length < GOOD.length(); length += 3) {
      rows.add(GOOD.substring(0, length));
    }
    rows.addAll(
        List.of(
            GOOD + GOOD,
            GOOD + "x",
            GOOD + ",",
            GOOD + "\u0000",
            "\uFEFF" + GOOD,
            "[".repeat(100_000),
            "{\"a\":".repeat(1_000),
            "{\"qasm\":" + "[".repeat(65) + "]".repeat(65) + "}",
            "{\"qasm\":\"x\",\"qasm\":\"y\"}",
            "{\"qasm\":\"x\",\"\\u0071asm\":\"y\"}",
            "{'qasm':'x'}",
            "{qasm:\"x\"}",
            "{\"qasm\":\"x\",}",
            "{\"qasm\":\"x\" /* c */}",
            "{\"qasm\":NaN}",
            "{\"qasm\":\"\n\"}",
            "{\"qasm\":\"\\x\"}",
            "{\"qasm\":\"\\ud800\"}",
            "{\"shots\":1e400,\"qasm\":\"x\"}",
            "{\"shots\":1e999999999,\"qasm\":\"x\"}",
            "{\"shots\":" + "9".repeat(64) + ",\"qasm\":\"x\"}",
            "{\"shots\":" + "9".repeat(100_000) + ",\"qasm\":\"x\"}",
            "{\"shots\":0x10,\"qasm\":\"x\"}",
            "{\"shots\":01,\"qasm\":\"x\"}",
            "{\"shots\":-1,\"qasm\":\"x\"}",
            "{\"shots\":1.0,\"qasm\":\"x\"}",
            "{\"shots\":\"1\",\"qasm\":\"x\"}",
            "{\"shots\":true,\"qasm\":\"x\"}",
            "{\"shots\":[1],\"qasm\":\"x\"}",
            "{\"shots\":{},\"qasm\":\"x\"}",
            "{\"seed\":9007199254740992,\"qasm\":\"x\"}",
            "{\"seed\":-1,\"qasm\":\"x\"}",
            "{\"qasm\":1}",
            "{\"qasm\":true}",
            "{\"qasm\":[]}",
            "{\"qasm\":{}}",
            "{\"qasm\":null}",
            "{\"visibility\":0,\"qasm\":\"x\"}",
            "{\"visibility\":\"client\",\"qasm\":\"x\"}",
            "{\"" + "n".repeat(1_000) + "\":1}",
            "{\"__proto__\":{},\"qasm\":\"x\"}",
            "{\"@class\":\"java.lang.Runtime\",\"qasm\":\"x\"}",
            "null",
            "true",
            "1",
            "\"qasm\"",
            "[]",
            "[" + GOOD + "]",
            "{}"));
    return rows.stream();
  }

  static Stream<String> nastyStrings() {
    return Stream.of(
        "",
        " ",
        "\u0000",
        "a\u0000b",
        "\t\r\n",
        "../../../../etc/passwd",
        "' or '1'='1",
        "\"; drop table client; --",
        "<script>alert(1)</script>",
        "${jndi:ldap://127.0.0.1/a}",
        "#{7*7}${7*7}%{7*7}",
        "%s%n%x%d",
        "\u202Eabc",
        "\uFFFF\uFFFE",
        "é".repeat(500),
        "\uD83D\uDE00".repeat(500),
        "a".repeat(70_000),
        "\\u0000",
        "file:///etc/passwd",
        "OPENQASM 3.0;",
        "-9223372036854775808",
        "NaN");
  }

  @ParameterizedTest
  @MethodSource("malformedJson")
  void refuses_malformed_json(String body) {
    assertRefused(postJson("/v1/simulations", body.getBytes(StandardCharsets.UTF_8)));
    assertRefused(postJson("/v1/admin/clients", body.getBytes(StandardCharsets.UTF_8)));
    assertRefused(postJson("/v1/waveforms/verify", body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refuses_bytes_that_are_not_utf_8() {
    for (int[] bytes :
        new int[][] {{0xff}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf8, 0x88}, {0xe2, 0x82}}) {
      byte[] body = GOOD.getBytes(StandardCharsets.ISO_8859_1);
      for (int i = 0; i < bytes.length; i++) {
        body[10 + i] = (byte) bytes[i];
      }
      assertRefused(postJson("/v1/simulations", body));
      assertRefused(post("/v1/simulations", "text/x-qasm", body));
    }
  }

  @Test
  void survives_random_damage_to_good_requests() {
    SplittableRandom random = new SplittableRandom(20261124);
    for (int i = 0; i < 300; i++) {
      byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      HttpResponse<String> answer = postJson("/v1/simulations", body);
      assertThat(answer.statusCode())
          .as(new String(body, StandardCharsets.ISO_8859_1))
          .isIn(201, 400, 422);
    }
  }

  @ParameterizedTest
  @MethodSource("nastyStrings")
  void survives_nasty_strings_in_every_field(String nasty) {
    List<Map<String, Object>> simulations =
        List.of(
            Map.of("qasm", nasty),
            Map.of("qasm", "qreg q[1];", "visibility", nasty),
            Map.of("qasm", "qreg q[1];", nasty, nasty),
            Map.of("qasm", "qreg q[1]; // " + nasty),
            Map.of("qasm", "include \"" + nasty + "\";"));
    for (Map<String, Object> body : simulations) {
      assertHandled(postJson("/v1/simulations", Json.write(body)), nasty);
    }
    List<Map<String, Object>> clients =
        List.of(
            Map.of("tenant", nasty, "name", "n", "scopes", List.of("read:data")),
            Map.of("tenant", "acme", "name", nasty, "scopes", List.of("read:data")),
            Map.of("tenant", "acme", "name", "n", "scopes", List.of(nasty)));
    for (Map<String, Object> body : clients) {
      assertHandled(postJson("/v1/admin/clients", Json.write(body)), nasty);
    }
    List<Map<String, Object>> waveforms =
        List.of(
            Map.of("samples", List.of(0, nasty), "hash", "h"),
            Map.of("samples", List.of(0, 1), "hash", nasty),
            Map.of("samples", List.of(0, 1), "hash", nasty, "scheme", "gwh-1"),
            Map.of("samples", List.of(0, 1), "hash", "h", "scheme", nasty),
            Map.of("samples", List.of(0, 1), "hash", "h", "nonce", nasty));
    for (Map<String, Object> body : waveforms) {
      assertRefused(postJson("/v1/waveforms/verify", Json.write(body)));
    }
  }

  @Test
  void names_an_unknown_field_and_the_known_ones() {
    HttpResponse<String> answer =
        postJson(
            "/v1/simulations", "{\"qasm\":\"x\",\"shotz\":1}".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.body())
        .contains("'shotz'")
        .contains(
            "known: amplitudes, maxProbabilities, maxSeconds, memory, precision, qasm, seed, shots,"
                + " stateVector,");
  }

  @Test
  void points_at_every_value_that_is_out_of_range() {
    HttpResponse<String> answer =
        postJson(
            "/v1/simulations",
            "{\"qasm\":\"\",\"shots\":100001,\"seed\":-1}".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("{\"pointer\":\"/qasm\"")
        .contains("{\"pointer\":\"/seed\"")
        .contains("{\"pointer\":\"/shots\",\"detail\":\"must be at most 100000\"}")
        .doesNotContain("100001");
  }

  /** A body of 2 MB must not become a million findings, nor an answer that tells them all. */
  @Test
  void tells_a_hundred_faults_of_a_list_that_is_far_too_long() {
    String states = "{\"qasm\":\"x\",\"amplitudes\":[null" + ",null".repeat(400_000) + "]}";
    String circuits = "{\"simulations\":[{}" + ",{}".repeat(200_000) + "]}";

    assertThat(faults(postJson("/v1/simulations", states.getBytes(StandardCharsets.UTF_8))))
        .hasSize(100)
        .contains(
            Map.of("pointer", "/amplitudes", "detail", "must name at most 1024 basis states"));
    assertThat(
            faults(postJson("/v1/simulations/batches", circuits.getBytes(StandardCharsets.UTF_8))))
        .hasSize(100)
        .contains(Map.of("pointer", "/simulations", "detail", "must hold 1 to 100 simulations"));
  }

  @SuppressWarnings("unchecked") // a problem document's
  private static List<Object> faults(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(422);
    assertProblem(answer);
    return (List<Object>) Http.json(answer).get("errors");
  }

  private void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isIn(400, 422);
    assertProblem(answer);
  }

  private static void assertHandled(HttpResponse<String> answer, String nasty) {
    assertThat(answer.statusCode()).as(nasty).isIn(201, 400, 422);
    if (answer.statusCode() != 201) {
      assertProblem(answer);
    }
  }

  static void assertProblem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Http.json(answer))
        .containsEntry("status", answer.statusCode())
        .containsKeys("type", "title", "detail");
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.quantonium");
  }

  private HttpResponse<String> postJson(String path, byte[] body) {
    return post(path, "application/json", body);
  }

  private HttpResponse<String> post(String path, String type, byte[] body) {
    return Http.send(builder(path, type).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private HttpRequest.Builder builder(String path, String type) {
    return Http.authorized(path, token).header("Content-Type", type);
  }
}
