package org.quantonium.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.jwk.ECKey;
import com.sun.net.httpserver.HttpHandler;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgeryContext;
import org.quantonium.issuer.IssuerStub;

/** Tokens of another issuer, here a stub that writes them as Keycloak does. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExternalIssuerIT {
  private static final String BELL = "qreg q[2];h q[0];cx q[0],q[1];";

  private static ForgeryContext context(ECKey key) {
    return new ForgeryContext(
        key,
        key.getKeyID(),
        Server.issuer().url(),
        "quantonium",
        "unused",
        "unused",
        List.of("unused"),
        Clock.systemUTC());
  }

  private static Draft token(ECKey key, String roles) {
    return Draft.control(context(key))
        .header("typ", quoted("JWT"))
        .withoutClaim("client_id")
        .withoutClaim("tenant")
        .claim("typ", quoted("Bearer"))
        .claim("azp", quoted("notebook"))
        .claim("scope", quoted("profile email"))
        .claim("resource_access", "{\"quantonium\":{\"roles\":[" + roles + "]}}");
  }

  static Draft token() {
    return token(Server.issuerKey(), "\"runner\",\"reader\"");
  }

  private static HttpResponse<String> simulate(String token) {
    HttpRequest.Builder request =
        Http.authorized("/v1/simulations?seed=1", token).header("Content-Type", "text/x-qasm");
    return Http.send(request.POST(BodyPublishers.ofString(BELL)).build());
  }

  @Test
  void its_clients_do_what_their_roles_say_and_own_what_they_made() {
    HttpResponse<String> made = simulate(token().sign());
    String path = "/v1/simulations/" + Http.json(made).get("id");

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(Http.get(path, token().sign()).statusCode()).isEqualTo(200);
    assertThat(Http.get(path, token().claim("azp", quoted("other")).sign()).statusCode())
        .isEqualTo(404);
    assertThat(Http.get(path, Http.token(Server.bootstrapCredentials())).statusCode())
        .isEqualTo(404);
  }

  @Test
  void what_no_role_stands_for_is_forbidden() {
    ECKey key = Server.issuerKey();

    assertThat(simulate(token(key, "\"reader\"").sign()).statusCode()).isEqualTo(403);
    assertThat(simulate(token(key, "\"run:simulation\"").sign()).statusCode()).isEqualTo(403);
    assertThat(
            simulate(
                    token(key, "")
                        .claim("scope", quoted("run:simulation profile"))
                        .claim("groups", "[\"run:simulation\"]")
                        .sign())
                .statusCode())
        .isEqualTo(403);
    assertThat(Http.get("/v1/admin/keys", token().sign()).statusCode()).isEqualTo(403);
  }

  @Test
  void the_metadata_and_health_name_both_issuers() {
    Map<String, Object> metadata =
        Http.json(Http.send(Http.request("/.well-known/oauth-protected-resource").build()));

    assertThat(metadata)
        .containsEntry("resource", Server.base())
        .containsEntry("authorization_servers", List.of(Server.base(), Server.issuer().url()))
        .containsEntry("bearer_methods_supported", List.of("header"))
        .containsEntry("dpop_signing_alg_values_supported", List.of("ES256", "EdDSA", "PS256"));
    assertThat(readiness().get("trusted")).isEqualTo(Server.base() + " " + Server.issuer().url());
  }

  /** Nobody registers it here; its limits hold, and are recorded. */
  @Test
  void an_administrator_limits_a_client_of_it() {
    String id = "lab:metered";
    String path = "/v1/admin/clients/" + id + "/limits";
    Draft metered = token().claim("azp", quoted("metered"));
    assertThat(policy(metered)).doesNotContain("q=77;");

    assertThat(limit(path + "/principal", "PUT").body()).contains("\"capacity\":77");
    await(() -> policy(metered).contains("q=77;"), () -> "is " + policy(metered));
    assertThat(policy(token())).doesNotContain("q=77;");
    assertThat(Http.get(path, Administration.first()).body()).contains("\"capacity\":77");
    assertThat(Auditor.entries("action=CLIENT_LIMIT_SET"))
        .extracting(entry -> entry.get("resource"))
        .contains(path + "/principal");

    assertThat(limit(path + "/principal", "DELETE").statusCode()).isEqualTo(200);
    await(() -> !policy(metered).contains("q=77;"), () -> "is " + policy(metered));
    for (String other : List.of("metered", "elsewhere:metered", "lab:")) {
      assertThat(limit("/v1/admin/clients/" + other + "/limits/principal", "PUT").statusCode())
          .as(other)
          .isEqualTo(404);
    }
  }

  private static HttpResponse<String> limit(String path, String method) {
    BodyPublisher body =
        method.equals("PUT")
            ? BodyPublishers.ofString("{\"capacity\":77,\"refillPerSecond\":7}")
            : BodyPublishers.noBody();
    return Http.send(
        Http.authorized(path, Administration.first())
            .header("Content-Type", "application/json")
            .method(method, body)
            .build());
  }

  /** The limit that a request of this client is counted under. */
  private static String policy(Draft client) {
    return Http.get("/v1/simulations?limit=1", client.sign())
        .headers()
        .firstValue("RateLimit-Policy")
        .orElse("none");
  }

  /** Whoever may name clients there does not become one of ours. */
  @Test
  void a_client_of_the_same_name_is_another() {
    HttpResponse<String> ours =
        Http.send(
            Http.authorized("/v1/simulations?seed=1", Http.token(Server.bootstrapCredentials()))
                .header("Content-Type", "text/x-qasm")
                .POST(BodyPublishers.ofString(BELL))
                .build());
    String path = "/v1/simulations/" + Http.json(ours).get("id");
    Draft namesake = token().claim("azp", quoted("bootstrap")).claim("sub", quoted("bootstrap"));

    assertThat(ours.statusCode()).isEqualTo(201);
    assertThat(Http.get(path, namesake.sign()).statusCode()).isEqualTo(404);
  }

  @Test
  void refuses_what_the_issuer_did_not_mean() {
    Map<String, String> forgeries = new LinkedHashMap<>();
    String genuine = token().sign();
    String claims = genuine.split("\\.", -1)[1];
    ECKey ours = Server.signingKey();
    ECKey stranger = IssuerStub.es256();
    String own = quoted(Server.base());
    String kid = quoted(Server.issuerKey().getKeyID());
    forgeries.put("an ID token", token().claim("typ", quoted("ID")).sign());
    forgeries.put("a token of no kind", token().withoutClaim("typ").sign());
    forgeries.put("our type", token().header("typ", quoted("at+jwt")).sign());
    forgeries.put("for somebody else", token().claim("aud", quoted("account")).sign());
    forgeries.put("too long a life", token().claim("exp", "4102444800").sign());
    forgeries.put("expired", token().claim("exp", "1700000000").claim("iat", "1699999900").sign());
    forgeries.put("no client", token().withoutClaim("azp").sign());
    forgeries.put(
        "roles that are no list",
        token().claim("resource_access", "{\"quantonium\":{\"roles\":{}}}").sign());
    forgeries.put(
        "another issuer", token().claim("iss", quoted(Server.issuer().url() + "x")).sign());
    forgeries.put(
        "our token by its key",
        Draft.control(context(Server.issuerKey())).claim("iss", own).sign());
    forgeries.put(
        "our token by its key, under our kid",
        Draft.control(context(Server.issuerKey()))
            .claim("iss", own)
            .header("kid", quoted(ours.getKeyID()))
            .sign());
    forgeries.put("its token by our key", token(ours, "\"runner\"").sign());
    forgeries.put(
        "its token by our key, under its kid", token(ours, "\"runner\"").header("kid", kid).sign());
    forgeries.put(
        "its token by a stranger, under its kid",
        token(stranger, "\"runner\"").header("kid", kid).sign());
    forgeries.put("its token by a stranger", token(stranger, "\"runner\"").sign());
    forgeries.put(
        "none",
        segment("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":" + kid + "}") + "." + claims + ".");
    forgeries.put(
        "none, and a signature",
        segment("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":" + kid + "}")
            + genuine.substring(genuine.indexOf('.')));
    forgeries.put(
        "RS256",
        segment("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":" + kid + "}")
            + genuine.substring(genuine.indexOf('.')));

    forgeries.forEach(
        (name, forgery) -> {
          HttpResponse<String> answer = simulate(forgery);
          assertThat(answer.statusCode()).as(name).isEqualTo(401);
          assertThat(answer.headers().allValues("WWW-Authenticate"))
              .as(name)
              .containsExactly("Bearer realm=\"quantonium\", error=\"invalid_token\"");
        });
    assertThat(simulate(genuine).statusCode()).isEqualTo(201);
  }

  private static String segment(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  /**
   * First: others send tokens of unknown keys, for which the issuer is asked once in 30 seconds. A
   * stream that a token of the key before has opened ends too.
   */
  @Test
  @Order(1)
  void follows_the_issuers_rotation() {
    ECKey before = Server.issuerKey();
    ECKey next = IssuerStub.es256();
    String job = "/v1/simulations/" + Http.json(submit(token().sign())).get("id");
    Waiting stream = follow(job, token().sign());
    awaitText(stream, "event: job");
    Server.rotateIssuer(next);
    await(
        () -> simulate(token(next, "\"runner\"").sign()).statusCode() != 401,
        () -> "the next key is not found");

    assertThat(simulate(token(next, "\"runner\"").sign()).statusCode()).isEqualTo(201);
    assertThat(simulate(token(before, "\"runner\"").sign()).statusCode()).isEqualTo(401);
    awaitText(stream, ": the token was revoked");
    stream.close();
    Http.send(Http.authorized(job, token().sign()).DELETE().build());
  }

  private static HttpResponse<String> submit(String token) {
    return Http.send(
        Http.authorized("/v1/simulations", token)
            .header("Content-Type", "text/x-qasm")
            .header("Prefer", "respond-async")
            .POST(BodyPublishers.ofString(Programs.LONG))
            .build());
  }

  private static Waiting follow(String job, String token) {
    return new Waiting(
        "GET %s/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(job, token));
  }

  private static void awaitText(Waiting stream, String text) {
    await(
        () -> {
          stream.listen();
          return stream.heard().contains(text);
        },
        () -> "never heard " + text + " in " + stream.heard());
  }

  private static void await(BooleanSupplier condition, Supplier<String> failure) {
    Instant end = Instant.now().plusSeconds(90);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as(failure).isBefore(end);
      Http.sleep(Duration.ofMillis(100));
    }
  }

  @Test
  @Order(2)
  void serves_on_while_the_issuer_fails_and_says_so() {
    failing(exchange -> exchange.sendResponseHeaders(503, -1), "AWAY");
    failing(exchange -> IssuerStub.answer(exchange, 200, "x".repeat(300_000)), "REFUSED");
    Server.issuer().answerInstead(Optional.empty());
    await(() -> condition().equals("UP"), () -> "is " + condition());
  }

  private static void failing(HttpHandler handler, String condition) {
    Server.issuer().answerInstead(Optional.of(handler));
    await(() -> condition().equals(condition), () -> "is " + condition());
    assertThat(simulate(token().sign()).statusCode()).isEqualTo(201);
    assertThat(simulate(token(IssuerStub.es256(), "\"runner\"").sign()).statusCode())
        .isEqualTo(401);
  }

  private static String condition() {
    return String.valueOf(readiness().get("condition"));
  }

  private static Map<?, ?> readiness() {
    HttpResponse<String> answer =
        Http.send(HttpRequest.newBuilder(Server.health("/ready")).build());
    assertThat(answer.statusCode()).isEqualTo(200);
    return ((List<?>) Http.json(answer).get("checks"))
        .stream()
            .map(check -> (Map<?, ?>) check)
            .filter(check -> check.get("name").equals("issuer"))
            .map(check -> (Map<?, ?>) check.get("data"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void introspection_tells_nothing_of_its_tokens() {
    HttpResponse<String> answer =
        Http.postForm(
            "/v1/token/introspect", Server.bootstrapCredentials(), "token=" + token().sign());

    assertThat(answer.body()).isEqualTo("{\"active\":false}");
  }

  @Test
  void readiness_tells_of_the_issuer() {
    assertThat(condition()).isEqualTo("UP");
    // Payara writes the number as a text.
    assertThat(readiness().get("keys")).hasToString("1");
  }
}
