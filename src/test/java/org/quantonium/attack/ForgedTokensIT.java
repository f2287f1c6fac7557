package org.quantonium.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.container.Http;
import org.quantonium.container.RawHttp;
import org.quantonium.container.Server;

/** Spoofing: tokens that the running server must refuse, made with its true key. */
@ExtendWith(ArquillianExtension.class)
class ForgedTokensIT {
  private static final String BELL = "qreg q[2];creg c[2];h q[0];cx q[0],q[1];measure q->c;";

  /**
   * White space that a server may fold into one space before the application sees it (RFC 9112,
   * 5.2; Undertow folds runs too); what is left is the control, and nothing is gained by sending
   * it.
   */
  private static final Set<String> FOLDED =
      Set.of("two spaces", "a tab for the space", "a space and a tab", "a folded line");

  static Stream<Forgery> forgeries() {
    return ForgedTokens.all(Server.forgeryContext()).stream()
        .filter(f -> !f.rawSocketOnly() && !FOLDED.contains(f.name()));
  }

  static Stream<Forgery> rawForgeries() {
    return ForgedTokens.all(Server.forgeryContext()).stream()
        .filter(f -> f.rawSocketOnly() && !FOLDED.contains(f.name()));
  }

  static Stream<Forgery> foldedForgeries() {
    return ForgedTokens.all(Server.forgeryContext()).stream()
        .filter(f -> FOLDED.contains(f.name()));
  }

  static Stream<Forgery> accepted() {
    return Stream.concat(
        Stream.of(ForgedTokens.control(Server.forgeryContext())),
        ForgedTokens.acceptedVariants(Server.forgeryContext()).stream());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void accepts_a_genuine_token(Forgery genuine) {
    assertThat(simulate(genuine, "/v1/simulations").statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void refuses_a_forgery(Forgery forgery) {
    HttpResponse<String> answer = simulate(forgery, "/v1/simulations");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .containsExactly("Bearer realm=\"quantonium\", error=\"invalid_token\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Http.json(answer))
        .containsEntry("type", "urn:problem-type:quantonium:unauthenticated")
        .containsEntry("status", 401);
  }

  @ParameterizedTest
  @MethodSource("rawForgeries")
  void serves_nothing_to_a_forgery_that_no_client_library_sends(Forgery forgery) {
    StringBuilder request =
        new StringBuilder("GET /v1/simulations HTTP/1.1\r\nHost: localhost\r\n");
    forgery.authorizationHeaders().forEach(h -> request.append("Authorization: " + h + "\r\n"));

    String answer = RawHttp.exchange(request + "Connection: close\r\n\r\n");

    assertThat(RawHttp.status(answer)).isIn(0, 400, 401);
    assertThat(answer).doesNotContain("simulations\":");
  }

  @ParameterizedTest
  @MethodSource("foldedForgeries")
  void takes_folded_white_space_for_the_one_space_or_refuses_it(Forgery forgery) {
    String header = forgery.authorizationHeaders().get(0);

    String answer =
        RawHttp.exchange(
            String.join(
                "\r\n",
                "GET /v1/simulations HTTP/1.1",
                "Host: localhost",
                "Authorization: " + header,
                "Connection: close",
                "",
                ""));

    assertThat(RawHttp.status(answer)).isIn(0, 200, 400, 401);
  }

  @Test
  void ignores_a_token_outside_the_header() {
    String token =
        ForgedTokens.control(Server.forgeryContext()).authorizationHeaders().get(0).substring(7);

    HttpResponse<String> inQuery =
        Http.send(Http.request("/v1/simulations?access_token=" + token).build());
    HttpResponse<String> inForm =
        Http.send(
            Http.request("/v1/simulations")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("access_token=" + token))
                .build());

    for (HttpResponse<String> answer : List.of(inQuery, inForm)) {
      assertThat(answer.statusCode()).isIn(401, 415);
      assertThat(answer.body()).doesNotContain("simulations\":");
    }
  }

  @Test
  void refuses_a_bad_token_where_none_is_needed() {
    HttpRequest request = Http.authorized("/.well-known/jwks.json", "bad").build();

    assertThat(Http.send(request).statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> simulate(Forgery forgery, String path) {
    HttpRequest.Builder request =
        Http.request(path)
            .header("Content-Type", "text/x-qasm")
            .POST(BodyPublishers.ofString(BELL));
    forgery.authorizationHeaders().forEach(h -> request.header("Authorization", h));
    return Http.send(request.build());
  }
}
