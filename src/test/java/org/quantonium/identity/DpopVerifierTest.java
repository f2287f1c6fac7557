package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgedProofs;
import org.quantonium.attack.ForgeryContext;

class DpopVerifierTest {
  private static final ForgeryContext CONTEXT = new TokenFixture().context();
  private static final String TOKEN = "a.b.c";
  private static final String PATH = "/v1/simulations";
  private static final ForgedProofs.Target TARGET =
      new ForgedProofs.Target(CONTEXT, "POST", PATH, TOKEN);
  private static final ForgedProofs.Target TOKEN_ENDPOINT =
      new ForgedProofs.Target(CONTEXT, "POST", "/v1/token", "");

  private final Draft control = ForgedProofs.control(TARGET);

  static List<ForgedProofs.Row> forgeries() {
    return ForgedProofs.all(TARGET);
  }

  static List<ForgedProofs.Row> forgeriesOfTokenRequests() {
    return ForgedProofs.all(TOKEN_ENDPOINT);
  }

  @Test
  void accepts_the_control() throws Exception {
    DpopProof proof = verify(control);
    proof.requireToken(TOKEN);

    assertThat(proof.thumbprint()).isEqualTo(CONTEXT.signingKey().computeThumbprint().toString());
    assertThat(quoted(proof.id())).isEqualTo(control.claims().get("jti"));
    assertThat(proof.expiresAt()).isEqualTo(TokenFixture.NOW.plusSeconds(60));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void refuses_every_forgery_for_its_own_reason(ForgedProofs.Row forgery) {
    assertThat(refusal(forgery.headers(), PATH)).contains(forgery.reason());
  }

  @ParameterizedTest
  @MethodSource("forgeriesOfTokenRequests")
  void refuses_every_forgery_without_a_token(ForgedProofs.Row forgery) {
    InvalidProof refusal =
        catchThrowableOfType(
            InvalidProof.class, () -> verifier().verify(forgery.headers(), request("/v1/token")));

    assertThat(refusal).hasMessageContaining(forgery.reason());
  }

  @Test
  void knows_more_than_forty_forgeries_and_names_none_twice() {
    assertThat(forgeries()).hasSizeGreaterThan(120);
    assertThat(forgeries()).extracting(ForgedProofs.Row::name).doesNotHaveDuplicates();
  }

  @Test
  void a_request_without_the_header_has_no_proof() {
    assertThat(refusal(List.of(), PATH)).isEqualTo("there is no header DPoP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://issuer.test/id/v1/simulations?shots=1",
        "https://issuer.test/id/v1/simulations#here",
        "https://issuer.test:443/id/v1/simulations",
        "HTTPS://ISSUER.test/id/v1/simulations",
        "https://issuer.test/id/v1/waveforms/../simulations"
      })
  void compares_urls_as_rfc_3986_has_it_and_without_query_and_fragment(String htu)
      throws InvalidProof {
    assertThat(verify(control.claim("htu", quoted(htu)))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DPoP+JWT", "application/dpop+jwt"})
  void takes_the_type_as_a_media_type(String typ) throws InvalidProof {
    assertThat(verify(control.header("typ", quoted(typ)))).isNotNull();
  }

  @Test
  void takes_what_libraries_write_beside() throws InvalidProof {
    assertThat(verify(control.claim("nonce", quoted("x")))).isNotNull();
    assertThat(verify(control.claim("exp", Long.toString(now() + 60)))).isNotNull();
  }

  @Test
  void takes_a_proof_of_up_to_a_minute_ago_and_as_far_ahead_as_clocks_may_differ()
      throws InvalidProof {
    assertThat(verify(control.claim("iat", Long.toString(now() - 59)))).isNotNull();
    assertThat(verify(control.claim("iat", Long.toString(now() + 30)))).isNotNull();
    assertThat(refusal(List.of(control.claim("iat", Long.toString(now() + 31)).sign()), PATH))
        .contains("in the future");
    assertThat(refusal(List.of(control.claim("iat", Long.toString(now() - 60)).sign()), PATH))
        .contains("60 s ago");
  }

  @Test
  void a_key_of_rsa_signs_by_ps256_and_by_no_other() throws Exception {
    RSAKey key = new RSAKeyGenerator(2048).generate();

    assertThat(verifier().verify(List.of(rsa(key, JWSAlgorithm.PS256)), request(PATH)).thumbprint())
        .isEqualTo(key.computeThumbprint().toString());
    assertThat(refusal(List.of(rsa(key, JWSAlgorithm.RS256)), PATH)).contains("alg is not PS256");
  }

  private String rsa(RSAKey key, JWSAlgorithm algorithm) throws JOSEException {
    JWSHeader header =
        new JWSHeader.Builder(algorithm)
            .type(new JOSEObjectType("dpop+jwt"))
            .jwk(key.toPublicJWK())
            .build();
    JWSObject proof = new JWSObject(header, new Payload(claims()));
    proof.sign(new RSASSASigner(key));
    return proof.serialize();
  }

  private String claims() {
    StringBuilder json = new StringBuilder("{");
    control
        .claims()
        .forEach(
            (name, value) ->
                json.append(json.length() == 1 ? "" : ",")
                    .append(quoted(name))
                    .append(':')
                    .append(value));
    return json.append('}').toString();
  }

  @Test
  void a_bound_token_is_good_with_a_proof_of_its_key_and_never_alone() throws Exception {
    DpopProof proof = verify(control);
    VerifiedToken bound = token(Optional.of(proof.thumbprint()));
    VerifiedToken foreign = token(Optional.of("A".repeat(43)));
    VerifiedToken bearer = token(Optional.empty());

    assertThat(bound.shownWith(proof)).isEqualTo(bound.caller());
    assertThat(bearer.asBearer()).isEqualTo(bearer.caller());
    assertThat(reason(bound::asBearer)).contains("bound to a key");
    assertThat(reason(() -> foreign.shownWith(proof))).contains("another key");
    assertThat(reason(() -> bearer.shownWith(proof))).contains("bound to no key");
  }

  private static String reason(ThrowingCallable call) {
    InvalidToken refusal = catchThrowableOfType(InvalidToken.class, call);
    assertThat(refusal.reason()).isEqualTo(InvalidToken.Reason.CONFIRMATION);
    return refusal.getMessage();
  }

  private static VerifiedToken token(Optional<String> boundTo) {
    Instant now = TokenFixture.NOW;
    return new VerifiedToken(
        new Caller("s", "c", "t", Set.of("read:data"), "j", "k", now, now.plusSeconds(1)), boundTo);
  }

  private static long now() {
    return TokenFixture.NOW.getEpochSecond();
  }

  private static DpopVerifier verifier() {
    return new DpopVerifier(CONTEXT.issuer(), Duration.ofSeconds(30));
  }

  private static DpopVerifier.Request request(String path) {
    return new DpopVerifier.Request("POST", path, TokenFixture.NOW);
  }

  private static DpopProof verify(Draft draft) throws InvalidProof {
    return verifier().verify(List.of(draft.sign()), request(PATH));
  }

  /** What is said of it, or of what it says of the token. */
  private static String refusal(List<String> headers, String path) {
    InvalidProof refusal =
        catchThrowableOfType(
            InvalidProof.class,
            () -> verifier().verify(headers, request(path)).requireToken(TOKEN));
    return refusal == null ? "it was taken" : refusal.getMessage();
  }
}
