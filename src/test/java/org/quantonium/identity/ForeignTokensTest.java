package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgedTokens;
import org.quantonium.attack.Forgery;
import org.quantonium.attack.ForgeryContext;
import org.quantonium.identity.InvalidToken.Reason;

/** Tokens of another issuer, such as Keycloak makes them, beside our own. */
class ForeignTokensTest {
  private static final TokenFixture OWN = new TokenFixture();
  private static final ForgeryContext FOREIGN = foreign("https://keycloak.test/realms/lab");
  static final List<Forgery> FORGERIES = ForgedTokens.all(FOREIGN);

  private final TokenVerifier verifier = verifier(TokenType.JWT, Map.of("typ", "Bearer"));
  private final Draft control = keycloak(Draft.control(FOREIGN));

  /** A context of the same service and moment, with a key of its own. */
  private static ForgeryContext foreign(String issuer) {
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
      ForgeryContext own = OWN.context();
      return new ForgeryContext(
          key,
          key.getKeyID(),
          issuer,
          own.audience(),
          "tenant-1",
          "client-1",
          List.of("run:simulation"),
          own.clock());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrustedIssuer issuer(TokenType type, ForeignClaims claims) {
    try {
      VerificationKey key =
          new VerificationKey(
              FOREIGN.kid(), TokenAlgorithm.ES256, FOREIGN.signingKey().toECPublicKey());
      return TrustedIssuer.foreign(
          new TokenPolicy(
              FOREIGN.issuer(), FOREIGN.audience(), Duration.ofMinutes(10), Duration.ofSeconds(30)),
          type,
          claims,
          kid -> Optional.of(key).filter(k -> k.kid().equals(kid)));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TokenVerifier verifier(TokenType type, Map<String, String> required) {
    return verifier(issuer(type, claims(required)));
  }

  private static ForeignClaims claims(Map<String, String> required) {
    return new ForeignClaims(
        "keycloak",
        required,
        "azp",
        Optional.empty(),
        "lab",
        List.of("resource_access", "quantum.service", "roles"),
        Map.of("runner", "run:simulation", "reader", "read:data"));
  }

  private static TokenVerifier verifier(TrustedIssuer foreign) {
    return new TokenVerifier(
        List.of(TrustedIssuer.own(OWN.policy(), OWN.ring()), foreign),
        caller -> false,
        FOREIGN.clock());
  }

  /** As Keycloak writes it. */
  private static Draft keycloak(Draft draft) {
    return draft
        .header("typ", quoted("JWT"))
        .withoutClaim("client_id")
        .withoutClaim("tenant")
        .claim("typ", quoted("Bearer"))
        .claim("azp", quoted("notebook"))
        .claim("sub", quoted("8a3c"))
        .claim("scope", quoted("profile email"))
        .claim("realm_access", "{\"roles\":[\"offline_access\",\"runner\"]}")
        .claim("resource_access", roles("[\"runner\",\"admin:keys\",\"read:ledger\"]"));
  }

  @Test
  void a_key_that_was_taken_back_is_told_for_the_callers_of_its_issuer_alone() throws Exception {
    VerificationKeys gone =
        new VerificationKeys() {
          @Override
          public Optional<VerificationKey> find(String kid) {
            return Optional.empty();
          }

          @Override
          public boolean isOutOfForce(String kid) {
            return true;
          }
        };
    TrustedIssuer keycloak =
        TrustedIssuer.foreign(
            OWN.policy(), TokenType.ACCESS_TOKEN, claims(Map.of("typ", "Bearer")), gone);
    TrustedIssuers issuers = new TrustedIssuers(List.of(keycloak));

    assertThat(issuers.haveTakenBack(verifier.verify(control.sign()).asBearer())).isTrue();
    assertThat(
            issuers.haveTakenBack(verifier.verify(Draft.control(OWN.context()).sign()).asBearer()))
        .isFalse();
    assertThat(
            new TrustedIssuers(List.of()).haveTakenBack(verifier.verify(control.sign()).asBearer()))
        .isFalse();
  }

  @Test
  void a_client_is_of_an_issuer_by_its_name_alone() {
    TrustedIssuers issuers =
        new TrustedIssuers(List.of(issuer(TokenType.JWT, claims(Map.of("typ", "Bearer")))));

    assertThat(issuers.mayHaveClient("keycloak:notebook")).isTrue();
    assertThat(issuers.mayHaveClient("keycloak:" + "x".repeat(55))).isTrue();
    for (String other :
        List.of(
            "keycloak:",
            "keycloak",
            "keycloak:a b",
            "keycloak:\u00e9",
            "keycloak:" + "x".repeat(56),
            "Keycloak:notebook",
            "keycloak2:notebook",
            "bootstrap",
            "c-1")) {
      assertThat(issuers.mayHaveClient(other)).as(other).isFalse();
    }
    assertThat(new TrustedIssuers(List.of()).mayHaveClient("keycloak:notebook")).isFalse();
  }

  private static String roles(String json) {
    return "{\"account\":{\"roles\":[\"reader\"]},\"quantum.service\":{\"roles\":" + json + "}}";
  }

  private Reason reason(TokenVerifier by, Draft draft) {
    InvalidToken refusal = catchThrowableOfType(InvalidToken.class, () -> by.verify(draft.sign()));
    return refusal == null ? null : refusal.reason();
  }

  @Test
  void says_who_calls_under_the_name_of_the_issuer() throws InvalidToken {
    Caller caller = verifier.verify(control.sign()).asBearer();

    assertThat(caller.clientId()).isEqualTo("keycloak:notebook");
    assertThat(caller.subject()).isEqualTo("keycloak:8a3c");
    assertThat(caller.tenant()).isEqualTo("lab");
    assertThat(caller.keyId()).isEqualTo(FOREIGN.kid());
  }

  @Test
  void gives_the_scopes_that_words_stand_for_and_no_other() throws InvalidToken {
    assertThat(verifier.verify(control.sign()).asBearer().scopes())
        .containsExactly("run:simulation");
  }

  @Test
  void our_own_tokens_are_read_as_before() throws InvalidToken {
    assertThat(verifier.verify(Draft.control(OWN.context()).sign()).asBearer().clientId())
        .isEqualTo("client-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"\"", "\"profile email\"", "[\"RUNNER\",\"runner \"]"})
  void a_caller_without_one_of_the_words_has_no_scope(String roles) throws InvalidToken {
    Draft other = control.claim("resource_access", roles(roles));

    assertThat(verifier.verify(other.sign()).asBearer().scopes()).isEmpty();
  }

  @Test
  void a_caller_without_the_claim_has_no_scope() throws InvalidToken {
    assertThat(verifier.verify(control.withoutClaim("resource_access").sign()).asBearer().scopes())
        .isEmpty();
    assertThat(verifier.verify(control.claim("resource_access", "[]").sign()).asBearer().scopes())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "true", "{}", "[\"runner\",1]", "[[\"runner\"]]"})
  void a_claim_of_words_that_is_none_is_refused(String roles) {
    assertThat(reason(verifier, control.claim("resource_access", roles(roles))))
        .isEqualTo(Reason.SCOPES);
  }

  @Test
  void reads_words_from_a_text() throws InvalidToken {
    Draft text = control.claim("resource_access", roles("\"email reader runner\""));

    assertThat(verifier.verify(text.sign()).asBearer().scopes())
        .isEqualTo(Set.of("run:simulation", "read:data"));
  }

  /** The token says which issuer it is of, and that one's keys count and no other's. */
  @Test
  void refuses_a_token_of_one_issuer_by_the_key_of_another() {
    Draft ours = Draft.control(OWN.context());
    String issuer = quoted(FOREIGN.issuer());
    String own = quoted(OWN.context().issuer());

    assertThat(reason(verifier, keycloak(ours).claim("iss", issuer))).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(
            reason(
                verifier, keycloak(ours).claim("iss", issuer).header("kid", quoted(FOREIGN.kid()))))
        .isEqualTo(Reason.SIGNATURE);
    assertThat(reason(verifier, Draft.control(FOREIGN).claim("iss", own)))
        .isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(
            reason(
                verifier,
                Draft.control(FOREIGN)
                    .claim("iss", own)
                    .header("kid", quoted(OWN.context().kid()))))
        .isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void refuses_an_issuer_that_nobody_named() {
    Draft slash = control.claim("iss", quoted(FOREIGN.issuer() + "/"));
    Draft list = control.claim("iss", "[" + quoted(FOREIGN.issuer()) + "]");

    assertThat(reason(verifier, slash)).isEqualTo(Reason.ISSUER);
    assertThat(reason(verifier, list)).isEqualTo(Reason.CLAIM);
  }

  @Test
  void refuses_what_is_no_access_token() {
    assertThat(reason(verifier, control.claim("typ", quoted("ID")))).isEqualTo(Reason.KIND);
    assertThat(reason(verifier, control.claim("typ", quoted("Refresh")))).isEqualTo(Reason.KIND);
    assertThat(reason(verifier, control.withoutClaim("typ"))).isEqualTo(Reason.CLAIM);
    assertThat(reason(verifier, control.header("typ", quoted("at+jwt")))).isEqualTo(Reason.TYPE);
  }

  @Test
  void a_type_that_is_let_off_is_so_for_its_issuer_alone() {
    Draft own = Draft.control(OWN.context()).header("typ", quoted("JWT"));

    assertThat(reason(verifier, own)).isEqualTo(Reason.TYPE);
    assertThat(reason(verifier(TokenType.ACCESS_TOKEN, Map.of()), control)).isEqualTo(Reason.TYPE);
  }

  @Test
  void a_name_that_the_database_has_no_room_for_is_refused() throws InvalidToken {
    Draft longest = control.claim("azp", quoted("n".repeat(64 - "keycloak:".length())));
    assertThat(verifier.verify(longest.sign()).asBearer().clientId()).hasSize(64);

    Draft longer = control.claim("azp", quoted("n".repeat(65 - "keycloak:".length())));
    assertThat(reason(verifier, longer)).isEqualTo(Reason.CLAIM);
  }

  @Test
  void a_tenant_that_a_claim_names_is_the_issuers() throws InvalidToken {
    TokenVerifier byClaim =
        verifier(
            issuer(
                TokenType.JWT,
                new ForeignClaims(
                    "keycloak",
                    Map.of("typ", "Bearer"),
                    "sub",
                    Optional.of("organisation"),
                    "unused",
                    List.of("scope"),
                    Map.of("a", "read:data"))));
    Caller caller =
        byClaim.verify(control.claim("organisation", quoted("operator")).sign()).asBearer();

    assertThat(caller.tenant()).isEqualTo("keycloak:operator");
    assertThat(caller.clientId()).isEqualTo("keycloak:8a3c");
    assertThat(reason(byClaim, control)).isEqualTo(Reason.CLAIM);
  }

  @Test
  void type_jwt_needs_a_claim_that_tells_kinds_apart() {
    assertThatIllegalArgumentException().isThrownBy(() -> verifier(TokenType.JWT, Map.of()));
  }

  /** But those that are wrong in claims which another issuer need not have. */
  @ParameterizedTest
  @FieldSource("FORGERIES")
  void a_forgery_is_refused_or_good_for_nothing(Forgery forgery) {
    TokenVerifier lenient =
        verifier(
            issuer(
                TokenType.ACCESS_TOKEN,
                new ForeignClaims(
                    "keycloak",
                    Map.of(),
                    "client_id",
                    Optional.of("tenant"),
                    "unused",
                    List.of("scope"),
                    Map.of("no-word-of-theirs", "read:data"))));
    Caller caller;
    try {
      caller =
          lenient
              .verify(ShownToken.in(forgery.authorizationHeaders()).orElseThrow().text())
              .asBearer();
    } catch (InvalidToken refused) {
      return;
    }
    assertThat(forgery.name()).containsAnyOf("scope", "groups");
    assertThat(caller.scopes()).isEmpty();
  }
}
