package org.quantonium.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.attack.Resources.Call;
import org.quantonium.container.Administration;
import org.quantonium.container.Http;
import org.quantonium.container.Server;
import org.quantonium.identity.Scopes;

/**
 * Every resource method, as its class declares it, with every single scope, by the owner, by
 * another client of the same tenant, and by nobody. What is expected is computed from the
 * declaration.
 */
@ExtendWith(ArquillianExtension.class)
class AuthorisationMatrixIT {
  private static final Map<String, String> OWNER = new TreeMap<>();
  private static final Map<String, String> OTHER = new TreeMap<>();

  private static String simulation;
  private static String batch;

  @BeforeAll
  static void makeWhatIsOwned() {
    String other = Administration.secondCredentials();
    for (String scope : Scopes.ALL) {
      OWNER.put(scope, Http.token(Server.bootstrapCredentials(), scope));
      OTHER.put(scope, Http.token(other, scope));
    }
    String one = "{\"qasm\":\"qreg q[1];creg c[1];h q[0];measure q->c;\",\"seed\":1}";
    String runner = OWNER.get(Scopes.RUN_SIMULATION);
    simulation = (String) Http.json(Http.postJson("/v1/simulations", runner, one)).get("id");
    batch =
        (String)
            Http.json(
                    Http.postJson(
                        "/v1/simulations/batches", runner, "{\"simulations\":[" + one + "]}"))
                .get("id");
  }

  static Stream<Call> guarded() {
    return Resources.all().stream().filter(call -> !call.open());
  }

  /** Those that name something that a client owns. */
  static Stream<Call> owned() {
    // What ends it comes last.
    return guarded()
        .filter(call -> call.template().contains("{id}"))
        .sorted(Comparator.comparing((Call call) -> call.verb().equals("DELETE")));
  }

  private static String path(Call call) {
    boolean inBatch = call.template().startsWith("/v1/simulations/batches/");
    return call.template().replace("{id}", inBatch ? batch : simulation);
  }

  private static HttpResponse<String> send(String verb, String path, String token) {
    HttpRequest.Builder request = token == null ? Http.request(path) : Http.authorized(path, token);
    return Http.send(
        request
            .header("Content-Type", "application/json")
            .method(
                verb, verb.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody())
            .build());
  }

  @Test
  void knows_every_scope_and_what_is_owned() {
    assertThat(guarded().map(Call::scope)).isSubsetOf(Scopes.ALL);
    assertThat(owned().map(Call::toString))
        .contains(
            "GET /v1/simulations/0",
            "DELETE /v1/simulations/0",
            "GET /v1/simulations/0/events",
            "GET /v1/simulations/0/receipt",
            "GET /v1/simulations/batches/0");
  }

  /** No scope implies another: of all of them one opens a call. */
  @ParameterizedTest
  @MethodSource("guarded")
  void each_scope_alone_opens_what_is_declared_and_nothing_else(Call call) {
    List<String> wrong = new ArrayList<>();
    for (Map<String, String> tokens : List.of(OWNER, OTHER)) {
      tokens.forEach(
          (scope, token) -> {
            int status = send(call.verb(), call.path(), token).statusCode();
            boolean passed = status != 401 && status != 403;
            if (passed != scope.equals(call.scope()) || status >= 500) {
              wrong.add(scope + ": " + status);
            }
          });
    }
    assertThat(wrong).isEmpty();
    assertThat(send(call.verb(), call.path(), null).statusCode()).isEqualTo(401);
  }

  /** HEAD is what GET is. */
  @ParameterizedTest
  @MethodSource("guarded")
  void head_opens_nothing_that_get_does_not(Call call) {
    if (call.verb().equals("GET")) {
      OWNER.forEach(
          (scope, token) -> {
            int status = send("HEAD", call.path(), token).statusCode();
            if (!scope.equals(call.scope())) {
              assertThat(status).as(scope).isIn(403, 405);
            }
          });
    }
  }

  @ParameterizedTest
  @MethodSource("owned")
  void what_a_client_owns_is_not_there_for_another(Call call) {
    String path = path(call);

    HttpResponse<String> other = send(call.verb(), path, OTHER.get(call.scope()));
    HttpResponse<String> nothing = send(call.verb(), call.path(), OTHER.get(call.scope()));
    assertThat(send(call.verb(), path, null).statusCode()).isEqualTo(401);
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(other.body()).contains("urn:problem-type:quantonium:not-found");
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(Http.json(other).get("detail")).isEqualTo(Http.json(nothing).get("detail"));

    assertThat(send(call.verb(), path, OWNER.get(call.scope())).statusCode()).isIn(200, 204);
  }
}
