package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The keys of the shared server, whose ACTIVE ones stay as they are: other tests sign with them.
 * {@link RestartIT} rotates and revokes those of a node of its own.
 */
@ExtendWith(ArquillianExtension.class)
class KeysIT {
  private static final int PATIENCE_SECONDS = 30;

  @Test
  void lists_every_key_without_a_secret() {
    HttpResponse<String> answer = Http.get("/v1/admin/keys", admin());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(keys(answer))
        .allSatisfy(
            key ->
                assertThat(key)
                    .containsOnlyKeys(
                        "kid",
                        "purpose",
                        "algorithm",
                        "state",
                        "createdAt",
                        "changedAt",
                        "sealedUnder"));
    assertThat(Http.json(answer).get("keyEncryption").toString())
        .matches("\\{id=[0-9a-f]{16}, remaining=0}");
    assertThat(keys(answer))
        .filteredOn(key -> key.get("state").equals("ACTIVE"))
        .extracting(key -> key.get("purpose"))
        .contains("TOKEN_SIGNING", "CLIENT_SECRET_MAC", "LEDGER_SIGNING", "LEDGER_MAC", "DATA")
        .doesNotHaveDuplicates();
  }

  /** The one that waits may be revoked here: another is made at once. */
  @Test
  void revokes_the_key_that_waits_and_publishes_another() {
    String waiting = waiting();
    String jwks = jwks(null).body();
    assertThat(jwks).contains(waiting);

    HttpResponse<String> answer = revoke(waiting);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(keys(answer))
        .anySatisfy(
            key -> assertThat(key).containsEntry("kid", waiting).containsEntry("state", "REVOKED"));
    assertThat(jwks(null).body()).doesNotContain(waiting).contains(waiting());
    assertThat(revoke(waiting).statusCode()).isEqualTo(200);
    Http.sleep(Duration.ofSeconds(2));
    assertThat(
            Auditor.entries("action=KEY_REVOKED").stream()
                .filter(entry -> entry.entry().get("keyId").equals(waiting)))
        .hasSize(1);
  }

  @Test
  void says_no_where_a_key_is_not_to_be_revoked() {
    String data =
        (String)
            keys(Http.get("/v1/admin/keys", admin())).stream()
                .filter(key -> key.get("purpose").equals("DATA"))
                .findFirst()
                .orElseThrow()
                .get("kid");

    assertThat(revoke(data).statusCode()).isEqualTo(409);
    assertThat(revoke("none").statusCode()).isEqualTo(404);
    assertThat(
            Http.postJson("/v1/admin/keys/rotate", admin(), "{\"purpose\":\"LEDGER_MAC\"}")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void publishes_keys_that_may_be_kept_and_need_not_be_sent_twice() {
    HttpResponse<String> first = jwks(null);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second = jwks(tag);

    assertThat(first.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    assertThat(jwks("\"another\"").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> jwks(String tag) {
    var request = Http.request("/.well-known/jwks.json");
    return Http.send((tag == null ? request : request.header("If-None-Match", tag)).build());
  }

  /** That signs tokens; made a second after the start, or when the one before is gone. */
  private static String waiting() {
    for (int i = 0; i < PATIENCE_SECONDS; i++) {
      for (Map<String, Object> key : keys(Http.get("/v1/admin/keys", admin()))) {
        if (key.get("purpose").equals("TOKEN_SIGNING")
            && key.get("state").equals("PRE_PUBLISHED")) {
          return (String) key.get("kid");
        }
      }
      Http.sleep(Duration.ofSeconds(1));
    }
    throw new AssertionError("No key waits");
  }

  private static HttpResponse<String> revoke(String kid) {
    return Http.send(
        Http.authorized("/v1/admin/keys/" + kid + "/revoke", admin())
            .POST(BodyPublishers.noBody())
            .build());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> keys(HttpResponse<String> list) {
    return (List<Map<String, Object>>) Http.json(list).get("keys");
  }

  private static String admin() {
    return Http.token(Server.bootstrapCredentials());
  }
}
