package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgedAssertions;
import org.quantonium.attack.ForgeryContext;

/** Clients that authenticate by a signature of their own. */
@ExtendWith(ArquillianExtension.class)
class ClientKeysIT {
  private static final String GRANT = "grant_type=client_credentials";
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static ECKey key;
  private static String clientId;

  @BeforeAll
  static void register() throws Exception {
    key = newKey();
    HttpResponse<String> answer = register("\"jwks\":{\"keys\":[%s]}".formatted(publicOf(key)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(Http.json(answer))
        .doesNotContainKey("client_secret")
        .containsEntry("token_endpoint_auth_method", "private_key_jwt")
        .containsKey("jwks");
    clientId = (String) Http.json(answer).get("client_id");
  }

  @Test
  void an_assertion_is_worth_one_request() {
    String assertion = control().sign();
    HttpResponse<String> first = post("/v1/token", GRANT, assertion);
    HttpResponse<String> second = post("/v1/token", GRANT, assertion);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(401);
    assertThat(second.body()).contains("invalid_client").contains("used before");
    assertThat(post("/v1/token/introspect", "token=x", assertion).statusCode()).isEqualTo(401);
  }

  @Test
  void introspects_and_revokes_as_a_client_with_a_secret_does() {
    String token =
        (String) Http.json(post("/v1/token", GRANT, control().sign())).get("access_token");
    String form = "token=" + token;

    assertThat(post("/v1/token/introspect", form, control().sign()).body())
        .contains("\"active\":true")
        .contains(clientId);
    assertThat(post("/v1/token/revoke", form, control().sign()).statusCode()).isEqualTo(200);
    assertThat(post("/v1/token/introspect", form, control().sign()).body())
        .isEqualTo("{\"active\":false}");
  }

  @Test
  void refuses_every_forged_assertion() {
    for (ForgedAssertions.Row forgery : ForgedAssertions.all(context(key, clientId))) {
      HttpResponse<String> answer = post("/v1/token", GRANT, forgery.assertion());

      assertThat(answer.statusCode()).as("%s: %s", forgery, answer.body()).isEqualTo(401);
      assertThat(answer.body()).contains("invalid_client");
    }
    assertThat(post("/v1/token", GRANT, control().sign()).statusCode()).isEqualTo(200);
  }

  @Test
  void takes_one_way_to_authenticate_and_not_two() {
    String form = GRANT + "&client_assertion_type=" + TYPE + "&client_assertion=";
    HttpResponse<String> both =
        Http.postForm("/v1/token", Server.bootstrapCredentials(), form + control().sign());
    HttpResponse<String> secretToo =
        post("/v1/token", GRANT + "&client_secret=x", control().sign());
    HttpResponse<String> otherType =
        postForm("/v1/token", form.replace("jwt-bearer", "saml2-bearer") + control().sign());
    HttpResponse<String> otherClient =
        post("/v1/token", GRANT + "&client_id=bootstrap", control().sign());

    for (HttpResponse<String> answer : List.of(both, secretToo, otherType)) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("invalid_request");
    }
    assertThat(otherClient.statusCode()).isEqualTo(401);
  }

  /** The secret that its row holds is nobody's; and keys of one client are no other's. */
  @Test
  void a_client_with_keys_has_no_secret_and_one_with_a_secret_no_keys() {
    assertThat(Http.postForm("/v1/token", clientId + ":x", GRANT).statusCode()).isEqualTo(401);
    assertThat(
            post("/v1/token", GRANT, ForgedAssertions.control(context(key, "bootstrap")).sign())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void replaces_keys_at_once_and_records_it() throws Exception {
    ECKey old = newKey();
    ECKey fresh = newKey();
    Map<String, Object> client = Http.json(register(""));
    String id = (String) client.get("client_id");
    String credentials = id + ":" + client.get("client_secret");
    assertThat(Http.token(credentials)).isNotEmpty();

    assertThat(put(id, publicOf(old), admin()).statusCode()).isEqualTo(200);
    assertThat(Http.postForm("/v1/token", credentials, GRANT).statusCode()).isEqualTo(401);
    assertThat(assertion(old, id).statusCode()).isEqualTo(200);

    HttpResponse<String> replaced = put(id, publicOf(fresh), admin());
    assertThat(replaced.body()).contains(fresh.getX().toString()).doesNotContain("\"d\"");
    assertThat(assertion(old, id).statusCode()).isEqualTo(401);
    assertThat(assertion(fresh, id).statusCode()).isEqualTo(200);
    Auditor.settle();
    assertThat(Http.get("/v1/ledger/entries?action=CLIENT_KEYS_SET", admin()).body())
        .contains(fresh.computeThumbprint().toString());
  }

  @Test
  void a_client_with_keys_gets_no_token_while_it_is_disabled() throws Exception {
    ECKey signer = newKey();
    String id = withKeys(signer, "");
    String path = Administration.CLIENTS + "/" + id;
    assertThat(assertion(signer, id).statusCode()).isEqualTo(200);

    assertThat(Administration.post(admin(), path + "/disable").statusCode()).isEqualTo(200);
    HttpResponse<String> disabled = assertion(signer, id);
    assertThat(disabled.statusCode()).isEqualTo(401);
    // Nobody learns that it would have been right.
    assertThat(disabled.body()).isEqualTo(assertion(newKey(), id).body());

    assertThat(Administration.post(admin(), path + "/enable").statusCode()).isEqualTo(200);
    assertThat(assertion(signer, id).statusCode()).isEqualTo(200);
  }

  @Test
  void tells_when_a_client_with_keys_was_last_used_and_not_when_it_failed() throws Exception {
    ECKey signer = newKey();
    String id = withKeys(signer, "");
    assertThat(assertion(newKey(), id).statusCode()).isEqualTo(401);
    assertThat(Http.json(Administration.get(admin(), id))).doesNotContainKey("last_used_at");

    assertThat(assertion(signer, id).statusCode()).isEqualTo(200);

    Map<String, Object> client = Http.json(Administration.get(admin(), id));
    Instant used = Instant.parse((String) client.get("last_used_at"));
    assertThat(used.getEpochSecond() % 60).isZero();
  }

  @Test
  void a_client_with_keys_has_no_secret_and_is_given_none() throws Exception {
    String id = withKeys(newKey(), "");

    HttpResponse<String> refused = Administration.makeSecret(admin(), id, "{}");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("authenticates by keys").contains("/jwks");
    assertThat(Http.json(Administration.get(admin(), id)))
        .containsEntry("secrets", List.of())
        .containsEntry("token_endpoint_auth_method", "private_key_jwt");
  }

  /** Whoever chooses the keys of a client can be it. */
  @Test
  void lets_nobody_take_over_a_client_that_may_do_more() throws Exception {
    String narrow = Http.token(Server.bootstrapCredentials(), "admin:clients");

    assertThat(put("bootstrap", publicOf(newKey()), narrow).statusCode()).isEqualTo(403);
    assertThat(put("nobody", publicOf(newKey()), admin()).statusCode()).isEqualTo(404);
  }

  @Test
  void says_what_is_wrong_with_keys() throws Exception {
    HttpResponse<String> uri = register("\"jwks_uri\":\"https://elsewhere.example/jwks\"");
    HttpResponse<String> secret = put(clientId, newKey().toJSONString(), admin());
    HttpResponse<String> none = put(clientId, "", admin());
    String six = String.join(",", java.util.Collections.nCopies(6, publicOf(newKey())));

    assertThat(uri.statusCode()).isEqualTo(422);
    assertThat(uri.body()).contains("fetches nothing").contains("jwks_uri");
    assertThat(secret.statusCode()).isEqualTo(422);
    assertThat(secret.body()).contains("private member").contains("/keys/0");
    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(put(clientId, six, admin()).statusCode()).isEqualTo(422);
    assertThat(put(clientId, "null", admin()).statusCode()).isEqualTo(422);
  }

  @Test
  void is_told_of_in_the_metadata() {
    Map<String, Object> metadata =
        Http.json(Http.send(Http.request("/.well-known/oauth-authorization-server").build()));

    for (String endpoint : List.of("token", "revocation", "introspection")) {
      assertThat(metadata)
          .containsEntry(
              endpoint + "_endpoint_auth_methods_supported",
              List.of("client_secret_basic", "private_key_jwt"))
          .containsEntry(
              endpoint + "_endpoint_auth_signing_alg_values_supported",
              List.of("ES256", "EdDSA", "PS256"));
    }
  }

  /** The id of a new client. */
  static String withKeys(ECKey signer, String more) {
    HttpResponse<String> made =
        register("\"jwks\":{\"keys\":[%s]}%s".formatted(publicOf(signer), more));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return (String) Http.json(made).get("client_id");
  }

  private static HttpResponse<String> register(String more) {
    return Http.postJson(
        "/v1/admin/clients",
        admin(),
        "{\"tenant\":\"acme\",\"name\":\"a test\",\"scopes\":[\"read:data\"]%s}"
            .formatted(more.isEmpty() ? "" : "," + more));
  }

  static HttpResponse<String> put(String id, String jwk, String token) {
    return Http.send(
        Http.authorized("/v1/admin/clients/" + id + "/jwks", token)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"keys\":[" + jwk + "]}"))
            .build());
  }

  static HttpResponse<String> assertion(ECKey signer, String id) {
    return post("/v1/token", GRANT, ForgedAssertions.control(context(signer, id)).sign());
  }

  private static HttpResponse<String> post(String path, String form, String assertion) {
    return postForm(
        path,
        form
            + "&client_assertion_type="
            + TYPE
            + "&client_assertion="
            + URLEncoder.encode(assertion, StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> postForm(String path, String form) {
    return Http.send(
        Http.request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private static Draft control() {
    return ForgedAssertions.control(context(key, clientId));
  }

  private static ForgeryContext context(ECKey signer, String id) {
    return new ForgeryContext(
        signer,
        signer.getKeyID(),
        Server.base(),
        "quantonium",
        "acme",
        id,
        List.of("read:data"),
        Clock.systemUTC());
  }

  static ECKey newKey() throws Exception {
    return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
  }

  static String publicOf(ECKey pair) {
    return pair.toPublicJWK().toJSONString();
  }

  private static String admin() {
    return Http.token(Server.bootstrapCredentials());
  }
}
