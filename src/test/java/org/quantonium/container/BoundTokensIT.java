package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgedProofs;
import org.quantonium.issuer.IssuerStub;

/** Tokens that are bound to a key of their client (RFC 9449): alone they are useless. */
@ExtendWith(ArquillianExtension.class)
class BoundTokensIT {
  private static final String BELL = "qreg q[2];h q[0];cx q[0],q[1];";
  private static final String SIMULATIONS = "/v1/simulations";
  private static final String LIST = SIMULATIONS + "?limit=1";
  private static final String ALGORITHMS = "algs=\"ES256 EdDSA PS256\"";

  private static BoundTokens client;
  private static BoundTokens stranger;
  private static ECKey key;
  private static String credentials;
  private static String token;

  @BeforeAll
  static void register() {
    key = IssuerStub.es256();
    client = new BoundTokens(key);
    stranger = new BoundTokens(IssuerStub.es256());
    credentials =
        ClientsIT.credentials(
            ClientsIT.register(Administration.first(), "acme", "\"run:simulation\",\"read:data\""));
    token = client.token(credentials);
  }

  @Test
  void a_token_that_is_asked_for_with_a_proof_says_whose_it_is() throws Exception {
    HttpResponse<String> granted = client.grant(credentials);
    String bound = (String) Http.json(granted).get("access_token");

    assertThat(Http.json(granted)).containsEntry("token_type", "DPoP");
    assertThat(SignedJWT.parse(bound).getJWTClaimsSet().getJSONObjectClaim("cnf"))
        .isEqualTo(Map.of("jkt", key.computeThumbprint().toString()));
    assertThat(Http.json(Http.postForm("/v1/token/introspect", credentials, "token=" + bound)))
        .containsEntry("active", true)
        .containsEntry("token_type", "DPoP")
        .containsEntry("cnf", Map.of("jkt", key.computeThumbprint().toString()));
    assertThat(Http.postForm("/v1/token/revoke", credentials, "token=" + bound).statusCode())
        .isEqualTo(200);
    assertThat(client.send("GET", LIST, bound, "").statusCode()).isEqualTo(401);
  }

  @Test
  void it_does_what_a_bearer_token_does_with_a_proof_for_each_request() {
    HttpResponse<String> made = client.send("POST", SIMULATIONS + "?seed=1", token, BELL);
    String path = SIMULATIONS + "/" + Http.json(made).get("id");
    String batch = "{\"simulations\":[{\"qasm\":\"%s\"}]}".formatted(BELL);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(client.send("GET", path, token, "").statusCode()).isEqualTo(200);
    assertThat(client.send("HEAD", path, token, "").statusCode()).isEqualTo(200);
    HttpResponse<String> events = client.send("GET", path + "/events", token, "");
    assertThat(events.statusCode()).isEqualTo(200);
    assertThat(events.body()).contains("event: ");
    HttpResponse<String> stream = client.send("POST", SIMULATIONS + "/stream", token, BELL);
    assertThat(stream.statusCode()).as(stream.body()).isEqualTo(201);
    assertThat(stream.body()).contains("event: ");
    HttpResponse<String> jobs = client.send("POST", SIMULATIONS + "/batches", token, batch);
    assertThat(jobs.statusCode()).as(jobs.body()).isEqualTo(202);
  }

  @Test
  void alone_it_is_useless() {
    HttpResponse<String> bearer = Http.get(LIST, token);
    HttpResponse<String> noProof = show("DPoP " + token);
    String byAnother = stranger.proof("GET", SIMULATIONS, token).sign();
    HttpResponse<String> another = show("DPoP " + token, byAnother);

    assertRefused(bearer, "Bearer realm=\"quantonium\", error=\"invalid_token\"");
    assertThat(bearer.body()).contains("bound to a key");
    assertRefused(noProof, dpop("invalid_dpop_proof"));
    assertThat(noProof.body()).contains("no header DPoP");
    assertRefused(another, dpop("invalid_token"));
    assertThat(another.body()).contains("another key");
    assertRefused(
        show("Bearer " + token, client.proof("GET", SIMULATIONS, token).sign()),
        "Bearer realm=\"quantonium\", error=\"invalid_token\"");
  }

  @Test
  void a_token_that_is_bound_to_no_key_is_no_token_of_this_scheme() {
    String bearer = Http.token(credentials);
    HttpResponse<String> answer =
        show("DPoP " + bearer, client.proof("GET", SIMULATIONS, bearer).sign());

    assertRefused(answer, dpop("invalid_token"));
    assertThat(answer.body()).contains("bound to no key");
    assertThat(Http.get(LIST, bearer).statusCode()).isEqualTo(200);
  }

  @Test
  void a_proof_is_worth_one_request() {
    String proof = client.proof("GET", SIMULATIONS, token).sign();
    assertThat(show("DPoP " + token, proof).statusCode()).isEqualTo(200);
    HttpResponse<String> again = show("dpop " + token, proof);
    Draft spent = client.proof("POST", "/v1/token", "");
    String grant = spent.sign();
    assertThat(BoundTokens.grant(credentials, List.of(grant)).statusCode()).isEqualTo(200);
    HttpResponse<String> second = BoundTokens.grant(credentials, List.of(grant));
    // Of the same key: another signature, and another place, do not make another proof of it.
    Draft elsewhere =
        client.proof("GET", SIMULATIONS, token).claim("jti", spent.claims().get("jti"));

    assertRefused(again, dpop("invalid_dpop_proof"));
    assertThat(again.body()).contains("used before");
    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(second.body()).contains("invalid_dpop_proof").contains("used before");
    assertThat(show("DPoP " + token, elsewhere.sign()).body()).contains("used before");
  }

  @Test
  void refuses_every_forged_proof_and_says_why() {
    List<ForgedProofs.Row> forgeries = ForgedProofs.all(client.target("GET", SIMULATIONS, token));
    for (ForgedProofs.Row forgery : forgeries) {
      HttpResponse<String> answer =
          BoundTokens.send("GET", LIST, "DPoP " + token, forgery.headers(), "");
      assertThat(answer.statusCode()).as(forgery.name()).isEqualTo(401);
      assertThat(answer.headers().allValues("WWW-Authenticate"))
          .as(forgery.name())
          .containsExactly(dpop("invalid_dpop_proof"));
      assertThat((String) Http.json(answer).get("detail"))
          .as(forgery.name())
          .contains(forgery.reason());
    }
    assertThat(client.send("GET", LIST, token, "").statusCode()).isEqualTo(200);
  }

  @Test
  void gives_no_token_for_a_forged_proof() {
    for (ForgedProofs.Row forgery : ForgedProofs.all(client.target("POST", "/v1/token", ""))) {
      HttpResponse<String> answer = BoundTokens.grant(credentials, forgery.headers());
      assertThat(answer.statusCode()).as(forgery.name()).isEqualTo(400);
      assertThat(Http.json(answer)).as(forgery.name()).containsEntry("error", "invalid_dpop_proof");
      assertThat((String) Http.json(answer).get("error_description"))
          .as(forgery.name())
          .contains(forgery.reason());
    }
    assertThat(client.grant(credentials).statusCode()).isEqualTo(200);
  }

  @Test
  void tells_a_scope_that_is_lacking_in_the_same_scheme() {
    HttpResponse<String> answer = client.send("GET", "/v1/admin/keys", token, "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .containsExactly(dpop("insufficient_scope") + ", scope=\"admin:keys\"");
  }

  @Test
  void a_client_that_is_registered_so_gets_bound_tokens_alone() {
    HttpResponse<String> made = Administration.register(Administration.first(), registration(true));
    String own = ClientsIT.credentials(made);
    HttpResponse<String> unbound = Http.postForm("/v1/token", own, BoundTokens.GRANT);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(Http.json(made)).containsEntry("dpop_bound_access_tokens", true);
    assertThat(unbound.statusCode()).isEqualTo(400);
    assertThat(unbound.body()).contains("invalid_dpop_proof").contains("no header DPoP");
    assertThat(client.send("GET", LIST, client.token(own), "").statusCode()).isEqualTo(200);
  }

  /** The tokens too that it had before; and who does not know of it leaves it as it is. */
  @Test
  void one_that_is_changed_so_has_no_bearer_tokens_any_more_and_it_is_recorded() {
    HttpResponse<String> made =
        Administration.register(Administration.first(), registration(false));
    String own = ClientsIT.credentials(made);
    String id = (String) Http.json(made).get("client_id");
    String before = Http.token(own);
    assertThat(Http.get(LIST, before).statusCode()).isEqualTo(200);

    HttpResponse<String> bound = change(id, ",\"dpop_bound_access_tokens\":true");
    assertThat(Http.json(bound)).containsEntry("dpop_bound_access_tokens", true);
    assertThat(Http.get(LIST, before).statusCode()).isEqualTo(401);
    assertThat(Http.postForm("/v1/token", own, BoundTokens.GRANT).statusCode()).isEqualTo(400);
    assertThat(Http.json(change(id, ""))).containsEntry("dpop_bound_access_tokens", true);
    assertThat(Http.json(change(id, ",\"dpop_bound_access_tokens\":false")))
        .containsEntry("dpop_bound_access_tokens", false);
    assertThat(Http.postForm("/v1/token", own, BoundTokens.GRANT).statusCode()).isEqualTo(200);
    assertThat(change(id, ",\"dpop_bound_access_tokens\":\"true\"").statusCode()).isEqualTo(422);

    assertThat(Auditor.entries("action=CLIENT_CHANGED"))
        .filteredOn(entry -> entry.get("resource").equals(Administration.CLIENTS + "/" + id))
        .extracting(entry -> entry.get("boundTokens"))
        .containsExactly(true, true, false);
  }

  @Test
  void records_to_which_key_a_token_is_bound() throws Exception {
    assertThat(Auditor.of(credentials, "TOKEN_ISSUED").get(0).get("boundTo"))
        .isEqualTo(key.computeThumbprint().toString());
  }

  /** Whoever issued it. */
  @Test
  void a_bound_token_of_another_issuer_is_useless_alone_too() throws Exception {
    String foreign =
        ExternalIssuerIT.token()
            .claim("cnf", "{\"jkt\":" + quoted(key.computeThumbprint().toString()) + "}")
            .sign();

    assertThat(Http.get(LIST, foreign).statusCode()).isEqualTo(401);
    assertThat(stranger.send("GET", LIST, foreign, "").statusCode()).isEqualTo(401);
    assertThat(client.send("GET", LIST, foreign, "").statusCode()).isEqualTo(200);
  }

  @Test
  void is_told_of_in_the_metadata() {
    assertThat(
            Http.json(Http.send(Http.request("/.well-known/oauth-authorization-server").build())))
        .containsEntry("dpop_signing_alg_values_supported", List.of("ES256", "EdDSA", "PS256"));
  }

  private static HttpResponse<String> show(String authorization, String... proofs) {
    return BoundTokens.send("GET", LIST, authorization, List.of(proofs), "");
  }

  private static void assertRefused(HttpResponse<String> answer, String challenge) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
  }

  private static String dpop(String error) {
    return "DPoP realm=\"quantonium\", " + ALGORITHMS + ", error=\"" + error + "\"";
  }

  private static String registration(boolean bound) {
    return "{\"tenant\":\"acme\",\"name\":\"a test\",\"scopes\":[\"read:data\"],\"dpop_bound_access_tokens\":%s}"
        .formatted(bound);
  }

  private static HttpResponse<String> change(String id, String more) {
    return Administration.change(Administration.first(), id, "\"read:data\"", more);
  }
}
