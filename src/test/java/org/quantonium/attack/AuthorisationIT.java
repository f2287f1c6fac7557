package org.quantonium.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.attack.Resources.Call;
import org.quantonium.container.Http;
import org.quantonium.container.Server;
import org.quantonium.identity.Scopes;

/**
 * Elevation of privilege: every resource method, without a token and with every scope but its own.
 */
@ExtendWith(ArquillianExtension.class)
class AuthorisationIT {
  static Stream<Call> guarded() {
    return Resources.all().stream().filter(call -> !call.open());
  }

  static Stream<Call> all() {
    return Resources.all().stream();
  }

  @Test
  void knows_the_guarded_and_the_open_calls() {
    assertThat(guarded()).hasSizeGreaterThanOrEqualTo(11);
    assertThat(all().filter(Call::open).map(Call::toString))
        .containsExactlyInAnyOrder(
            "POST /v1/token",
            "POST /v1/token/revoke",
            "POST /v1/token/introspect",
            "GET /.well-known/jwks.json",
            "GET /.well-known/oauth-authorization-server",
            "GET /.well-known/oauth-protected-resource",
            "GET /v1/ledger/checkpoint",
            "GET /v1/ledger/key",
            "GET /v1/ledger/tile/0");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void refuses_a_call_without_a_token(Call call) {
    HttpResponse<String> answer = send(call.verb(), call.path(), null);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .containsExactly(
            "Bearer realm=\"quantonium\", DPoP realm=\"quantonium\", algs=\"ES256 EdDSA PS256\"");
    assertThat(answer.body()).contains("urn:problem-type:quantonium:unauthenticated");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void refuses_every_scope_but_its_own(Call call) {
    TreeSet<String> others = new TreeSet<>(Scopes.ALL);
    others.remove(call.scope());
    String token = Http.token(Server.bootstrapCredentials(), String.join(" ", others));

    HttpResponse<String> answer = send(call.verb(), call.path(), token);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains(
            "Bearer realm=\"quantonium\", error=\"insufficient_scope\", scope=\""
                + call.scope()
                + "\"");
    assertThat(answer.body()).contains("urn:problem-type:quantonium:insufficient-scope");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void lets_its_own_scope_pass(Call call) {
    String token = Http.token(Server.bootstrapCredentials(), call.scope());

    assertThat(send(call.verb(), call.path(), token).statusCode()).isNotIn(401, 403);
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void opens_nothing_by_head(Call call) {
    HttpResponse<String> answer = send("HEAD", call.path(), null);

    assertThat(answer.statusCode()).isIn(401, 405);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void opens_nothing_by_options(Call call) {
    String token = Http.token(Server.bootstrapCredentials());

    assertThat(send("OPTIONS", call.path(), null).statusCode()).isEqualTo(401);
    assertThat(send("OPTIONS", call.path(), token).statusCode()).isEqualTo(405);
  }

  private static HttpResponse<String> send(String verb, String path, String token) {
    var request = token == null ? Http.request(path) : Http.authorized(path, token);
    return Http.send(
        request
            .header("Content-Type", "application/json")
            .method(
                verb, verb.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody())
            .build());
  }
}
