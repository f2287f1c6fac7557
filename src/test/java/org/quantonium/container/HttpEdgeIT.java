package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths, verbs, headers, media types, and each limit from both sides. */
@ExtendWith(ArquillianExtension.class)
class HttpEdgeIT {
  private static final int MEBIBYTE = 1 << 20;
  private static final String GOOD = "{\"qasm\":\"qreg q[1];h q[0];\"}";

  private String token;

  @BeforeEach
  void token() {
    token = Http.token(Server.bootstrapCredentials());
  }

  @ParameterizedTest
  @CsvSource({
    "shots=0, 201",
    "shots=100000, 201",
    "shots=100001, 422",
    "shots=-1, 422",
    "shots=, 422",
    "shots=1&shots=1, 422",
    "shots=1e3, 422",
    "shots=99999999999999999999, 422",
    "seed=0, 201",
    "seed=9007199254740991, 201",
    "seed=9007199254740992, 422",
    "seed=-1, 422",
    "visibility=TENANT, 201",
    "visibility=all, 422",
    "shotz=1, 422",
    "maxProbabilities=0, 201",
    "maxProbabilities=4096, 201",
    "maxProbabilities=4097, 422",
    "memory=true, 201",
    "memory=yes, 422",
    "stateVector=false, 201",
    "stateVector=1, 422",
    "'amplitudes=0,1', 201",
    "amplitudes=2, 422",
    "amplitudes=, 422",
  })
  void holds_the_limits_of_the_query_on_both_sides(String query, int status) {
    assertThat(SimulationIT.run(token, "qreg q[1];h q[0];", "?" + query).statusCode())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=1, 200",
    "limit=100, 200",
    "limit=101, 422",
    "limit=0, 422",
    "limit=x, 422",
    "limit=, 422",
    "before=x, 422",
    "before=ffffffff-ffff-ffff-ffff-ffffffffffff, 200",
  })
  void holds_the_limits_of_a_list_on_both_sides(String query, int status) {
    HttpResponse<String> answer = Http.get("/v1/simulations?" + query, token);

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void caps_bodies_whatever_their_length_says() {
    String head = "{\"tenant\":\"";
    byte[] fits = (head + "a".repeat(MEBIBYTE - head.length())).getBytes(StandardCharsets.UTF_8);
    byte[] more =
        (head + "a".repeat(MEBIBYTE - head.length() + 1)).getBytes(StandardCharsets.UTF_8);

    assertThat(postJson("/v1/admin/clients", fits).statusCode()).isEqualTo(400);
    assertThat(postJson("/v1/admin/clients", more).statusCode()).isEqualTo(413);
    assertThat(chunked("/v1/admin/clients", "application/json", fits).statusCode()).isEqualTo(400);
    assertThat(chunked("/v1/admin/clients", "application/json", more).statusCode()).isEqualTo(413);
  }

  @Test
  void takes_a_source_of_8_mebibytes_and_no_byte_more() {
    byte[] fits = padded(6 * MEBIBYTE);
    byte[] tooLong = padded(6 * MEBIBYTE + 1);
    byte[] tooLarge = padded(8 * MEBIBYTE + 1);

    assertThat(post("/v1/simulations", "text/x-qasm", fits).statusCode()).isEqualTo(201);
    assertThat(post("/v1/simulations", "text/x-qasm", tooLong).statusCode()).isEqualTo(422);
    assertThat(post("/v1/simulations", "text/x-qasm", tooLarge).statusCode()).isEqualTo(413);
    assertThat(chunked("/v1/simulations", "text/x-qasm", tooLarge).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing/here, 404",
    "GET, /v1, 404",
    "GET, /, 404",
    "GET, /v1/simulations/not-an-id, 404",
    "GET, /v1/simulations/a/b/c, 404",
    "GET, /v1/simulations;x=y, 404",
    "GET, /v1/token, 405",
    "DELETE, /v1/simulations, 405",
    "PUT, /v1/admin/clients, 405",
    "PATCH, /v1/simulations, 405",
    "BREW, /v1/simulations, 405",
  })
  void answers_what_it_does_not_serve_with_a_problem(String verb, String path, int status) {
    HttpResponse<String> answer =
        Http.send(Http.authorized(path, token).method(verb, BodyPublishers.noBody()).build());

    assertThat(answer.statusCode()).isEqualTo(status);
    StrictInputIT.assertProblem(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, 406", "application/xml;q=0.5, 406", "application/json, 200", "*/*, 200",
    "application/*;q=0.1, 200", "nonsense, 400", "a/b/c, 400", "'', 400",
  })
  void negotiates_or_says_why_not(String accept, int status) {
    HttpResponse<String> answer =
        Http.send(Http.authorized("/v1/simulations", token).header("Accept", accept).build());

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/xml, 415",
    "nonsense, 415",
    "application/json; charset=, 415",
    "application/json;charset=UTF-8, 201",
    "'', 415",
  })
  void takes_the_media_types_that_it_names(String type, int status) {
    HttpResponse<String> answer =
        post("/v1/simulations", type, GOOD.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void refuses_requests_that_two_readers_would_read_differently() {
    String start = "POST /v1/token HTTP/1.1\r\n";
    for (String head :
        List.of(
            "Host: a\r\nHost: b\r\nContent-Length: 0\r\n",
            "Host: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n")) {
      String answer = RawHttp.exchange(start + head + "Connection: close\r\n\r\n");
      assertThat(RawHttp.status(answer)).as(head).isIn(0, 400);
    }
  }

  @Test
  void reflects_nothing_by_trace() {
    String answer =
        RawHttp.exchange(
            String.join(
                "\r\n",
                "TRACE /v1/simulations HTTP/1.1",
                "Host: a",
                "X-Secret: canary",
                "Connection: close",
                "",
                ""));

    assertThat(RawHttp.status(answer)).isEqualTo(405);
    assertThat(answer).doesNotContain("canary");
  }

  @Test
  void tells_no_name_and_marks_every_answer() {
    for (String path : List.of("/.well-known/jwks.json", "/v1/simulations", "/nothing")) {
      HttpResponse<String> answer = Http.send(Http.request(path).build());

      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
      assertThat(answer.headers().firstValue("Server")).isEmpty();
      assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
    }
  }

  private static byte[] padded(int length) {
    String source = "qreg q[1];h q[0];//";
    return (source + "x".repeat(length - source.length())).getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> postJson(String path, byte[] body) {
    return post(path, "application/json", body);
  }

  private HttpResponse<String> post(String path, String type, byte[] body) {
    return Http.send(builder(path, type).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private HttpResponse<String> chunked(String path, String type, byte[] body) {
    return Http.send(
        builder(path, type)
            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))
            .build());
  }

  private HttpRequest.Builder builder(String path, String type) {
    return Http.authorized(path, token).header("Content-Type", type);
  }
}
