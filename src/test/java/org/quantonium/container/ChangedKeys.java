package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of a node, changed over HTTP: each is rotated, and two that signed tokens are revoked.
 */
final class ChangedKeys {
  /** A key is published so long, where others keep the JWKS for no time; and some more. */
  private static final int PATIENCE_SECONDS = 60;

  private ChangedKeys() {}

  /** Changes them, and gives their states by kid. */
  static Map<String, String> of(Node node, String credentials) throws Exception {
    String old = node.token(credentials);
    String next = next(node, old);

    assertThat(published(node)).containsExactlyInAnyOrder(kid(old), next);
    Map<String, String> rotated = states(rotated(node, old, "TOKEN_SIGNING"));
    assertThat(rotated).containsEntry(kid(old), "GRACE").containsEntry(next, "ACTIVE");
    // The secret was MACed, and what is stored was sealed, under the keys of before.
    for (String purpose : List.of("CLIENT_SECRET_MAC", "DATA")) {
      assertThat(rotate(node, old, purpose).statusCode()).isEqualTo(200);
    }
    String token = node.token(credentials);
    assertThat(kid(token)).isEqualTo(next);
    assertThat(read(node, old)).isEqualTo(200);
    assertThat(read(node, token)).isEqualTo(200);
    assertThat(published(node)).contains(kid(old), next);

    Map<String, String> revoked = states(post(node, old, "/" + next + "/revoke", ""));
    assertThat(revoked)
        .containsEntry(kid(old), "GRACE")
        .containsEntry(next, "REVOKED")
        .containsValues("ACTIVE", "PRE_PUBLISHED");
    assertThat(read(node, token)).isEqualTo(401);
    assertThat(read(node, old)).isEqualTo(200);
    assertThat(published(node)).doesNotContain(next);
    assertThat(revoked).containsEntry(kid(node.token(credentials)), "ACTIVE");

    assertThat(states(post(node, old, "/" + kid(old) + "/revoke", "")))
        .containsEntry(kid(old), "REVOKED");
    assertThat(read(node, old)).isEqualTo(401);
    String fresh = node.token(credentials);
    assertThat(read(node, fresh)).isEqualTo(200);
    assertThat(recorded(node, fresh))
        .contains(
            "\"action\":\"KEY_ROTATED\",\"address\"",
            "\"from\":\"PRE_PUBLISHED\"",
            "\"keyId\":\"" + next + "\"");
    return states(node, fresh);
  }

  static Map<String, String> states(Node node, String token) {
    return states(get(node, token, "/v1/admin/keys"));
  }

  /** Waits for the next key to be made, a second after the start. */
  private static String next(Node node, String token) {
    for (int i = 0; i < PATIENCE_SECONDS; i++) {
      for (Map.Entry<String, String> key : states(node, token).entrySet()) {
        if (key.getValue().equals("PRE_PUBLISHED")) {
          return key.getKey();
        }
      }
      Http.sleep(Duration.ofSeconds(1));
    }
    throw new AssertionError("No key waits");
  }

  /** Rotates as soon as the node lets it, which it does not at once. */
  private static HttpResponse<String> rotated(Node node, String token, String purpose) {
    HttpResponse<String> answer = rotate(node, token, purpose);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("Retry-After").map(Integer::valueOf).orElseThrow())
        .isBetween(1, 11);
    for (int i = 0; i < PATIENCE_SECONDS && answer.statusCode() == 409; i++) {
      Http.sleep(Duration.ofSeconds(1));
      answer = rotate(node, token, purpose);
    }
    return answer;
  }

  private static HttpResponse<String> rotate(Node node, String token, String purpose) {
    return post(node, token, "/rotate", "{\"purpose\":\"" + purpose + "\"}");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> states(HttpResponse<String> list) {
    assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
    Map<String, String> states = new TreeMap<>();
    for (Map<String, String> key : (List<Map<String, String>>) Http.json(list).get("keys")) {
      if (key.get("purpose").equals("TOKEN_SIGNING")) {
        states.put(key.get("kid"), key.get("state"));
      }
    }
    return states;
  }

  private static List<String> published(Node node) throws Exception {
    String jwks = Http.send(node.request("/.well-known/jwks.json").build()).body();
    return JWKSet.parse(jwks).getKeys().stream().map(key -> key.getKeyID()).toList();
  }

  /** What is in the ledger of changes of keys, some time after them. */
  private static String recorded(Node node, String token) {
    Http.sleep(Duration.ofSeconds(2));
    return String.join(
        "",
        get(node, token, "/v1/ledger/entries?action=KEY_ROTATED").body(),
        get(node, token, "/v1/ledger/entries?action=KEY_CHANGED").body(),
        get(node, token, "/v1/ledger/entries?action=KEY_REVOKED").body());
  }

  private static int read(Node node, String token) {
    return get(node, token, "/v1/simulations").statusCode();
  }

  private static HttpResponse<String> get(Node node, String token, String path) {
    return Http.send(node.request(path).header("Authorization", "Bearer " + token).build());
  }

  private static HttpResponse<String> post(Node node, String token, String path, String body) {
    return Http.send(
        node.request("/v1/admin/keys" + path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  private static String kid(String token) throws Exception {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }
}
