package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quantonium.attack.Draft;

/** Tokens that end before they expire, by their clients and by administrators. */
@ExtendWith(ArquillianExtension.class)
class TokenRevocationIT {
  private static final String REVOCATIONS = "/v1/admin/revocations";

  @Test
  void a_client_ends_a_token_of_its_own_at_once() {
    String credentials = Auditor.client("acme", "read:data");
    String token = Http.token(credentials);
    String other = Http.token(credentials);
    assertThat(read(token)).isEqualTo(200);

    HttpResponse<String> answer = Http.postForm("/v1/token/revoke", credentials, "token=" + token);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(read(token)).isEqualTo(401);
    assertThat(read(other)).isEqualTo(200);
    assertThat(introspect(credentials, token)).isEqualTo(Map.of("active", false));
    assertThat(Auditor.only(credentials, "TOKEN_REVOKED").entry())
        .containsEntry("tokenId", Auditor.tokenId(token))
        .containsEntry("client", Auditor.id(credentials));
    // Once more is as good.
    assertThat(Http.postForm("/v1/token/revoke", credentials, "token=" + token).statusCode())
        .isEqualTo(200);
  }

  @Test
  void nobody_ends_or_looks_into_a_token_of_another_client() {
    String token = Http.token(Auditor.client("acme", "read:data"));
    String stranger = Auditor.client("acme", "read:data");

    HttpResponse<String> answer = Http.postForm("/v1/token/revoke", stranger, "token=" + token);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Http.json(answer)).containsEntry("error", "unauthorized_client");
    assertThat(introspect(stranger, token)).isEqualTo(Map.of("active", false));
    assertThat(read(token)).isEqualTo(200);
  }

  @Test
  void a_client_must_authenticate_and_name_a_token() {
    String credentials = Auditor.client("acme", "read:data");
    for (String path : List.of("/v1/token/revoke", "/v1/token/introspect")) {
      assertThat(Http.postForm(path, "nobody:x", "token=a").statusCode()).isEqualTo(401);
      assertThat(Http.json(Http.postForm(path, credentials, "")))
          .containsEntry("error", "invalid_request");
      assertThat(Http.postForm(path, credentials, "token=a.b.c").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tells_a_client_what_its_token_is() {
    String credentials = Auditor.client("acme", "read:data", "run:simulation");
    String token = Http.token(credentials, "read:data");
    Map<String, Object> state = introspect(credentials, token);

    assertThat(state)
        .containsEntry("active", true)
        .containsEntry("scope", "read:data")
        .containsEntry("client_id", Auditor.id(credentials))
        .containsEntry("sub", Auditor.id(credentials))
        .containsEntry("token_type", "Bearer")
        .containsEntry("iss", Server.base())
        .containsEntry("aud", "quantonium")
        .containsEntry("jti", Auditor.tokenId(token))
        .containsEntry("tenant", "acme");
    assertThat((int) state.get("exp") - (int) state.get("iat")).isEqualTo(600);
  }

  @Test
  void an_administrator_revokes_a_token_by_its_id() {
    String credentials = Auditor.client("acme", "read:data");
    String token = Http.token(credentials);
    String other = Http.token(credentials);

    Map<String, Object> added =
        revoke("{\"kind\":\"TOKEN\",\"value\":\"%s\"}".formatted(Auditor.tokenId(token)));

    assertThat(added).containsEntry("kind", "TOKEN").doesNotContainKey("issuedUntil");
    assertThat(read(token)).isEqualTo(401);
    assertThat(read(other)).isEqualTo(200);
    assertThat(Http.get(REVOCATIONS, admin()).body()).contains(Auditor.tokenId(token));
  }

  @Test
  void an_administrator_revokes_what_a_client_has_and_not_what_it_gets_later() {
    for (String kind : List.of("CLIENT", "SUBJECT")) {
      String credentials = Auditor.client("acme", "read:data");
      String stranger = Http.token(Auditor.client("acme", "read:data"));
      String token = Http.token(credentials);
      String body = "{\"kind\":\"%s\",\"value\":\"%s\"}".formatted(kind, Auditor.id(credentials));

      Map<String, Object> added = revoke(body);

      assertThat(added).containsKeys("id", "issuedUntil", "expiresAt");
      assertThat(read(token)).isEqualTo(401);
      assertThat(read(stranger)).isEqualTo(200);
      Http.sleep(Duration.ofMillis(1100));
      assertThat(read(Http.token(credentials))).isEqualTo(200);
    }
    Http.sleep(Duration.ofSeconds(2));
    assertThat(Auditor.entries("action=TOKENS_REVOKED"))
        .anySatisfy(entry -> assertThat(entry.entry()).containsEntry("kind", "CLIENT"))
        .filteredOn(entry -> entry.entry().get("kind").equals("SUBJECT"))
        .isNotEmpty()
        .allSatisfy(
            entry -> assertThat(entry.entry()).doesNotContainKeys("named", "requestDigest"));
  }

  /** So long ago that no token of another test is one of them. */
  @Test
  void an_administrator_revokes_everything_before_a_time() {
    long now = Instant.now().getEpochSecond();
    String old = issued(now - 540);
    String less = issued(now - 520);
    assertThat(read(old)).isEqualTo(200);

    revoke("{\"kind\":\"ALL\",\"issuedUntil\":\"%s\"}".formatted(Instant.ofEpochSecond(now - 530)));

    assertThat(read(old)).isEqualTo(401);
    assertThat(read(less)).isEqualTo(200);
  }

  @Test
  void an_order_that_is_not_clear_revokes_nothing() {
    String soon = Instant.now().plusSeconds(60).toString();
    for (String order :
        List.of(
            "{}",
            "{\"kind\":\"ALL\",\"value\":\"x\"}",
            "{\"kind\":\"all\"}",
            "{\"kind\":\"CLIENT\"}",
            "{\"kind\":\"CLIENT\",\"value\":\"a b\"}",
            "{\"kind\":\"TOKEN\",\"value\":\"x\",\"issuedUntil\":\"2026-11-29T00:00:00Z\"}",
            "{\"kind\":\"ALL\",\"issuedUntil\":\"2026-02-30T00:00:00Z\"}",
            "{\"kind\":\"ALL\",\"issuedUntil\":1}",
            "{\"kind\":\"ALL\",\"issuedUntil\":\"" + soon + "\"}")) {
      assertThat(Http.postJson(REVOCATIONS, admin(), order).statusCode()).as(order).isEqualTo(422);
    }
  }

  private static String issued(long second) {
    return Draft.control(Server.forgeryContext())
        .claim("iat", Long.toString(second))
        .claim("exp", Long.toString(second + 600))
        .sign();
  }

  private static Map<String, Object> introspect(String credentials, String token) {
    HttpResponse<String> answer =
        Http.postForm("/v1/token/introspect", credentials, "token=" + token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Http.json(answer);
  }

  private static Map<String, Object> revoke(String order) {
    HttpResponse<String> answer = Http.postJson(REVOCATIONS, admin(), order);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Http.json(answer);
  }

  private static int read(String token) {
    return Http.get("/v1/simulations", token).statusCode();
  }

  private static String admin() {
    return Http.token(Server.bootstrapCredentials());
  }
}
