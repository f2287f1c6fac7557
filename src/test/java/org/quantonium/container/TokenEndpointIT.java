package org.quantonium.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
class TokenEndpointIT {
  private static final String GRANT = "grant_type=client_credentials";

  @Test
  void issues_a_token_that_a_stranger_verifies_with_the_published_key() throws Exception {
    HttpResponse<String> answer =
        Http.postForm("/v1/token", Server.bootstrapCredentials(), GRANT + "&scope=read:data");
    Map<String, Object> body = Http.json(answer);
    SignedJWT token = SignedJWT.parse((String) body.get("access_token"));
    JWKSet published =
        JWKSet.parse(Http.send(Http.request("/.well-known/jwks.json").build()).body());
    ECKey key = published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();

    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(body)
        .containsEntry("token_type", "Bearer")
        .containsEntry("expires_in", 600)
        .containsEntry("scope", "read:data");
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(key.computeThumbprint().toString()).isEqualTo(key.getKeyID());
    assertThat(token.getHeader().toJSONObject())
        .containsOnly(
            Map.entry("alg", "ES256"),
            Map.entry("typ", "at+jwt"),
            Map.entry("kid", key.getKeyID()));
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(Server.base());
    assertThat(token.getJWTClaimsSet().getClaims())
        .containsKeys("iat", "exp", "jti")
        .containsEntry("sub", "bootstrap")
        .containsEntry("client_id", "bootstrap")
        .containsEntry("tenant", "operator")
        .containsEntry("scope", "read:data");
  }

  @Test
  void publishes_no_private_member() {
    String jwks = Http.send(Http.request("/.well-known/jwks.json").build()).body();

    assertThat(jwks).contains("\"kty\":\"EC\"").doesNotContain("\"d\"").doesNotContain("oct");
  }

  @Test
  void describes_itself_as_rfc_8414_says() {
    Map<String, Object> metadata =
        Http.json(Http.send(Http.request("/.well-known/oauth-authorization-server").build()));

    assertThat(metadata)
        .containsEntry("issuer", Server.base())
        .containsEntry("token_endpoint", Server.base() + "/v1/token")
        .containsEntry("jwks_uri", Server.base() + "/.well-known/jwks.json");
  }

  @Test
  void says_the_same_to_an_unknown_client_and_a_wrong_secret() {
    HttpResponse<String> unknown = Http.postForm("/v1/token", "nobody:" + "x".repeat(43), GRANT);
    HttpResponse<String> wrong = Http.postForm("/v1/token", "bootstrap:" + "x".repeat(43), GRANT);

    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body()).contains("\"error\":\"invalid_client\"");
    assertThat(unknown.headers().firstValue("WWW-Authenticate"))
        .isEqualTo(wrong.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"quantonium\", charset=\"UTF-8\"");
    assertThat(unknown.headers().map().keySet()).isEqualTo(wrong.headers().map().keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bootstrap",
        "bootstrap:",
        ":secret",
        "Bootstrap:secret",
        "bootstrap :secret",
        "%00:x",
        "%zz:x"
      })
  void refuses_credentials_that_are_not_right(String credentials) {
    assertThat(Http.postForm("/v1/token", credentials, GRANT).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "'', invalid_request",
    "grant_type=, invalid_request",
    "grant_type=password, unsupported_grant_type",
    "grant_type=client_credentials&grant_type=client_credentials, invalid_request",
    "grant_type=%zz, invalid_request",
    "grant_type=%, invalid_request",
    "grant_type=client_credentials&scope=admin, invalid_scope",
    "grant_type=client_credentials&scope=read:data+nope, invalid_scope",
    "grant_type=client_credentials&scope=+read:data, invalid_scope",
    "a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1&l=1&m=1&n=1&o=1&p=1&q=1, invalid_request",
  })
  void refuses_a_form_that_is_not_right(String form, String error) {
    HttpResponse<String> answer = Http.postForm("/v1/token", Server.bootstrapCredentials(), form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Http.json(answer)).containsEntry("error", error);
  }

  @Test
  void takes_no_credentials_in_the_form_beside_the_header() {
    String[] pair = Server.bootstrapCredentials().split(":", 2);
    HttpResponse<String> answer =
        Http.postForm(
            "/v1/token", "x:y", GRANT + "&client_id=" + pair[0] + "&client_secret=" + pair[1]);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("one way");
  }
}
