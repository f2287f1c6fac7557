package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class AmbiguityTest {
  private final Map<String, List<String>> headers =
      new HashMap<>(Map.of("Host", List.of("quantonium.example")));
  private String path = "/v1/simulations";
  private String protocol = "HTTP/1.1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/simulations",
        "/v1/simulations/0190b5a0-0000-7000-8000-000000000000",
        "/.well-known/jwks.json",
        "/v1/ledger/tile/0/x001/234.p/5",
        "/...",
        "/v1/a..b",
        "/~user/@x:y!$&'()*+,="
      })
  void passes_a_plain_path(String plain) {
    path = plain;

    assertThat(refusal()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1",
        "*",
        "http://quantonium.example/",
        "//",
        "/v1/simulations/",
        "/v1//simulations",
        "/v1/..",
        "/v1/../admin",
        "/../etc/passwd",
        "/v1/.",
        "/v1/./simulations",
        "/v1/..;/admin",
        "/v1/simulations;a=b",
        "/v1/%2e%2e/admin",
        "/v1/%73imulations",
        "/v1/%00",
        "/v1\\admin",
        "/v1/\u00e9",
        "/v1/a b",
        "/v1/a\nb",
        "/v1/a\n",
        "/v1/\0",
        "/v1/\"",
        "/v1/<script>"
      })
  void answers_any_other_path_as_absent(String odd) {
    path = odd;

    assertThat(refusal().type()).isEqualTo(ProblemType.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json;charset=UTF-8",
        "application/json; charset=\"utf-8\"",
        "application/json ; a=b ; c=d",
        "application/x-www-form-urlencoded",
        "application/vnd.example+json",
        "text/x-qasm"
      })
  void passes_a_media_type(String type) {
    headers.put("Content-Type", List.of(type));

    assertThat(refusal()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "json",
        "/",
        "application/",
        "/json",
        "application/json/x",
        "application/json,text/plain",
        "application/json;",
        "application/json;charset",
        "application/json;charset=",
        "application/json;charset=\"utf-8",
        "application/json;a=\"b\\\"\"",
        " application/json",
        "appl\u00edcation/json",
        "application/json;a=b c"
      })
  void refuses_what_is_no_media_type(String type) {
    headers.put("Content-Type", List.of(type));

    assertThat(refusal().type()).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/*",
        "application/json",
        "application/json, text/html;q=0.5 , */*;q=0.1",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        " application/json "
      })
  void passes_a_list_of_media_ranges(String accept) {
    headers.put("Accept", List.of(accept));

    assertThat(refusal()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json",
        "*",
        "application/json;;q=1",
        "application/json q=1",
        "a/b,,c",
        "a/b;q=\0"
      })
  void refuses_an_accept_header_that_is_none(String accept) {
    headers.put("Accept", List.of("application/json", accept));

    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void refuses_a_request_without_a_host_or_with_two() {
    headers.remove("Host");
    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);

    headers.put("Host", List.of("a.example", "a.example"));
    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void refuses_two_opinions_of_the_length() {
    headers.put("Content-Length", List.of("1", "1"));
    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);

    headers.put("Content-Length", List.of("1"));
    assertThat(refusal()).isNull();

    headers.put("Transfer-Encoding", List.of("chunked"));
    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);

    headers.remove("Content-Length");
    assertThat(refusal()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xchunked",
        "chunked, chunked",
        "gzip, chunked",
        "identity",
        "chunked;q=1",
        " chunked",
        "",
        "\"chunked\"",
        "chunked\t",
        "chunked\u0301"
      })
  void refuses_a_transfer_encoding_other_than_chunked(String encoding) {
    headers.put("Transfer-Encoding", List.of(encoding));

    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void refuses_a_transfer_encoding_in_http_1_0() {
    headers.put("Transfer-Encoding", List.of("chunked"));
    assertThat(refusal()).isNull();

    protocol = "HTTP/1.0";
    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "quantonium.example",
        "quantonium.example:8443",
        "127.0.0.1:1",
        "[::1]",
        "[::1]:8080"
      })
  void passes_a_host(String host) {
    headers.put("Host", List.of(host));

    assertThat(refusal()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a,b",
        "a/b",
        "user@a",
        "a:",
        "a:port",
        "a:999999",
        "a:1:2",
        "<script>",
        "[]",
        "[::1",
        "::1",
        "a#b",
        "a?b",
        "a\n"
      })
  void refuses_what_is_no_host(String host) {
    headers.put("Host", List.of(host));

    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Y", "X\t", "X:", "X\n", "X(", "\u00e9"})
  void refuses_what_is_no_field_name(String name) {
    headers.put(name, List.of("a"));

    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\rb", "a\nb", "a\u007f", "\u001b[1m"})
  void refuses_a_field_with_a_control_character(String value) {
    headers.put("X-Any", List.of("plain", value));
    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);

    headers.put("X-Any", List.of("a\tb \u00e9"));
    assertThat(refusal()).isNull();
  }

  @Test
  void refuses_two_transfer_encodings() {
    headers.put("Transfer-Encoding", List.of("chunked", "chunked"));

    assertThat(refusal().type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void refuses_two_content_types() {
    headers.put("Content-Type", List.of("application/json", "application/json"));

    assertThat(refusal().type()).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/a", "a", "=", " ", ";", "; ", ";a=b", ";a=\"\"", "a/b,", "a/b ,", "\""})
  void decides_within_a_second_whatever_8_kib_repeat(String piece) {
    String worst = piece.repeat(8192 / piece.length());
    for (String start : List.of("", "/", "a/b", "a/b;a=\"", "a/b;")) {
      for (String end : List.of("", "\0", "%", "a/b")) {
        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> decide(start + worst + end));
      }
    }
  }

  private void decide(String value) {
    path = value;
    refusal();
    path = "/";
    headers.put("Content-Type", List.of(value));
    refusal();
    headers.remove("Content-Type");
    headers.put("Accept", List.of(value));
    refusal();
  }

  private Problem refusal() {
    return catchThrowableOfType(Problem.class, () -> Ambiguity.refuse(request()));
  }

  private HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRequestURI" -> path;
                  case "getProtocol" -> protocol;
                  case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                  case "getHeaders" -> Collections.enumeration(values((String) arguments[0]));
                  case "getContentLengthLong" ->
                      values("Content-Length").stream().mapToLong(Long::parseLong).sum();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private List<String> values(String header) {
    return headers.getOrDefault(header, List.of());
  }
}
