package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.quantonium.attack.Draft.quoted;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgedTokens;
import org.quantonium.attack.Forgery;
import org.quantonium.identity.InvalidToken.Reason;

class TokenVerifierTest {

  private static final TokenFixture FIXTURE = new TokenFixture();
  private static final long NOW = TokenFixture.NOW.getEpochSecond();
  private static final long MAX_LIFETIME = FIXTURE.policy().maxLifetime().toSeconds();
  private static final long SKEW = FIXTURE.policy().clockSkew().toSeconds();

  static final List<Forgery> FORGERIES = ForgedTokens.all(FIXTURE.context());
  static final List<Forgery> VARIANTS = ForgedTokens.acceptedVariants(FIXTURE.context());

  private final Draft control = Draft.control(FIXTURE.context());
  private final TokenVerifier verifier = FIXTURE.verifier(FIXTURE.policy());

  @Test
  void the_control_gives_the_caller_that_its_claims_name() throws InvalidToken {
    String token = control.claim("sub", quoted("user-1")).claim("jti", quoted("token-1")).sign();

    assertThat(verifier.verify(token).asBearer())
        .isEqualTo(
            new Caller(
                "user-1",
                "client-1",
                "tenant-1",
                Set.of("run:simulation", "read:data"),
                "token-1",
                FIXTURE.context().kid(),
                TokenFixture.NOW,
                TokenFixture.NOW.plusSeconds(300)));
  }

  @ParameterizedTest
  @FieldSource("VARIANTS")
  void accepts_a_variant_of_the_control(Forgery variant) throws InvalidToken {
    assertThat(verify(variant).scopes()).contains("run:simulation");
  }

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void refuses_a_forgery(Forgery forgery) {
    assertThat(refusal(forgery)).isNotNull();
  }

  @Test
  void every_reason_but_two_is_given_to_some_forgery() {
    Set<Reason> given =
        FORGERIES.stream().map(this::refusal).map(InvalidToken::reason).collect(Collectors.toSet());

    assertThat(given).isEqualTo(EnumSet.complementOf(EnumSet.of(Reason.REVOKED, Reason.KIND)));
  }

  @Test
  void a_refusal_repeats_nothing_of_the_token() {
    String token = control.claim("tenant", quoted("secret tenant")).sign();

    assertThat(refusalOf(token)).hasMessageNotContaining("secret").hasMessageContaining("tenant");
  }

  @Test
  void a_refusal_has_no_stack_trace() {
    assertThat(refusalOf("").getStackTrace()).isEmpty();
  }

  @Test
  void accepts_the_maximum_lifetime() {
    assertAccepted(times(NOW, NOW + MAX_LIFETIME));
  }

  @Test
  void refuses_a_second_more_than_the_maximum_lifetime() {
    assertRefused(times(NOW, NOW + MAX_LIFETIME + 1), Reason.LIFETIME);
  }

  @Test
  void accepts_the_last_second_before_exp() {
    assertAccepted(times(NOW - 100, NOW + 1));
  }

  @Test
  void refuses_from_exp_on_without_leeway() {
    assertRefused(times(NOW - 100, NOW), Reason.EXPIRED);
  }

  @Test
  void accepts_iat_as_far_in_the_future_as_the_skew() {
    assertAccepted(times(NOW + SKEW, NOW + SKEW + 100));
  }

  @Test
  void refuses_iat_a_second_beyond_the_skew() {
    assertRefused(times(NOW + SKEW + 1, NOW + SKEW + 100), Reason.ISSUED_IN_FUTURE);
  }

  @Test
  void accepts_nbf_as_far_in_the_future_as_the_skew() {
    assertAccepted(control.claim("nbf", Long.toString(NOW + SKEW)));
  }

  @Test
  void refuses_nbf_a_second_beyond_the_skew() {
    assertRefused(control.claim("nbf", Long.toString(NOW + SKEW + 1)), Reason.NOT_YET_VALID);
  }

  @Test
  void reads_a_time_of_two_to_the_53rd_less_one() {
    assertRefused(control.claim("nbf", Long.toString((1L << 53) - 1)), Reason.NOT_YET_VALID);
  }

  @Test
  void reads_no_time_of_two_to_the_53rd() {
    assertRefused(control.claim("nbf", Long.toString(1L << 53)), Reason.CLAIM);
  }

  @Test
  void a_skew_of_zero_accepts_a_token_issued_now() {
    assertThatCode(() -> withoutSkew().verify(times(NOW, NOW + 100).sign()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iat", "nbf"})
  void a_skew_of_zero_refuses_the_next_second(String claim) {
    String token = control.claim(claim, Long.toString(NOW + 1)).sign();

    assertThat(catchThrowableOfType(InvalidToken.class, () -> withoutSkew().verify(token)))
        .isNotNull();
  }

  @Test
  void accepts_8192_characters() {
    assertThatCode(() -> verifier.verify(ForgedTokens.ofLength(control, 8192)).asBearer())
        .doesNotThrowAnyException();
  }

  @Test
  void refuses_8193_characters() {
    assertThat(refusalOf(ForgedTokens.ofLength(control, 8193)).reason()).isEqualTo(Reason.TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "'--", "*", "", "a b"})
  void never_asks_the_ring_for_a_malformed_kid(String kid) {
    VerificationKeys trusting = asked -> Optional.of(FIXTURE.verificationKey(asked));
    TokenVerifier careless =
        new TokenVerifier(FIXTURE.policy(), trusting, caller -> false, FIXTURE.context().clock());
    String token = control.header("kid", quoted(kid)).sign();

    assertThat(catchThrowableOfType(InvalidToken.class, () -> careless.verify(token)).reason())
        .isEqualTo(Reason.KEY_ID);
  }

  @Test
  void asks_the_ring_nothing_when_the_header_is_wrong() {
    assertThat(refusalWithoutRing(control.header("typ", quoted("JWT")).sign()))
        .isEqualTo(Reason.TYPE);
  }

  @Test
  void asks_the_ring_nothing_when_the_signature_is_empty() {
    String token = control.sign();

    assertThat(refusalWithoutRing(token.substring(0, token.lastIndexOf('.') + 1)))
        .isEqualTo(Reason.SEGMENTS);
  }

  @Test
  void a_key_that_leaves_the_ring_verifies_nothing_any_more() {
    TokenVerifier empty =
        new TokenVerifier(
            FIXTURE.policy(), kid -> Optional.empty(), caller -> false, FIXTURE.context().clock());

    assertThat(
            catchThrowableOfType(InvalidToken.class, () -> empty.verify(control.sign())).reason())
        .isEqualTo(Reason.UNKNOWN_KEY);
  }

  /** Its signature need not be verified again; all else is. */
  @Test
  void a_token_that_was_accepted_is_looked_at_again() throws InvalidToken {
    AtomicReference<Instant> now = new AtomicReference<>(TokenFixture.NOW);
    AtomicReference<Optional<VerificationKey>> ring =
        new AtomicReference<>(Optional.of(FIXTURE.verificationKey(FIXTURE.context().kid())));
    InstantSource clock = now::get;
    TokenVerifier lasting =
        new TokenVerifier(
            FIXTURE.policy(), kid -> ring.get(), caller -> false, clock.withZone(ZoneOffset.UTC));
    String token = control.sign();
    VerifiedToken first = lasting.verify(token);

    assertThat(lasting.verify(token)).isEqualTo(first);
    assertThat(reasonOf(lasting, token.substring(0, token.length() - 4) + "AAAA"))
        .isEqualTo(Reason.SIGNATURE);
    now.set(TokenFixture.NOW.plusSeconds(300));
    assertThat(reasonOf(lasting, token)).isEqualTo(Reason.EXPIRED);
    now.set(TokenFixture.NOW);
    VerificationKey other = new TokenFixture().verificationKey(FIXTURE.context().kid());
    ring.set(Optional.of(other));
    assertThat(reasonOf(lasting, token)).isEqualTo(Reason.SIGNATURE);
    ring.set(Optional.empty());
    assertThat(reasonOf(lasting, token)).isEqualTo(Reason.UNKNOWN_KEY);
  }

  /** It was accepted before, so that its signature is not verified again. */
  @Test
  void a_token_that_is_revoked_is_refused_from_then_on() throws InvalidToken {
    AtomicReference<String> revoked = new AtomicReference<>("");
    TokenVerifier lasting =
        new TokenVerifier(
            FIXTURE.policy(),
            FIXTURE.ring(),
            caller -> caller.tokenId().equals(revoked.get()),
            FIXTURE.context().clock());
    String token = control.sign();
    String other = control.claim("jti", quoted("other")).sign();
    revoked.set(lasting.verify(token).asBearer().tokenId());

    assertThat(reasonOf(lasting, token)).isEqualTo(Reason.REVOKED);
    assertThat(lasting.verify(other).asBearer().tokenId()).isEqualTo("other");
  }

  @Test
  void no_forgery_passes_once_the_control_has() throws InvalidToken {
    verifier.verify(control.sign()).asBearer();

    assertThat(FORGERIES).allSatisfy(forgery -> assertThat(refusal(forgery)).isNotNull());
  }

  @Test
  void the_signature_is_checked_before_the_claims_are_read() {
    String expired = times(0, 1).sign();
    String tampered = expired.substring(0, expired.length() - 4) + "AAAA";

    assertThat(refusalOf(tampered).reason()).isEqualTo(Reason.SIGNATURE);
  }

  private Draft times(long issuedAt, long expiresAt) {
    return control.claim("iat", Long.toString(issuedAt)).claim("exp", Long.toString(expiresAt));
  }

  private static TokenVerifier withoutSkew() {
    TokenPolicy policy = FIXTURE.policy();
    return FIXTURE.verifier(
        new TokenPolicy(policy.issuer(), policy.audience(), policy.maxLifetime(), Duration.ZERO));
  }

  private void assertAccepted(Draft draft) {
    assertThatCode(() -> verifier.verify(draft.sign()).asBearer()).doesNotThrowAnyException();
  }

  private void assertRefused(Draft draft, Reason reason) {
    assertThat(refusalOf(draft.sign()).reason()).isEqualTo(reason);
  }

  private static Reason refusalWithoutRing(String token) {
    VerificationKeys untouchable =
        kid -> {
          throw new AssertionError("asked for " + kid);
        };
    TokenVerifier formOnly =
        new TokenVerifier(
            FIXTURE.policy(), untouchable, caller -> false, FIXTURE.context().clock());
    return catchThrowableOfType(InvalidToken.class, () -> formOnly.verify(token)).reason();
  }

  private Caller verify(Forgery forgery) throws InvalidToken {
    return verifier
        .verify(ShownToken.in(forgery.authorizationHeaders()).orElseThrow().text())
        .asBearer();
  }

  private InvalidToken refusal(Forgery forgery) {
    return catchThrowableOfType(InvalidToken.class, () -> verify(forgery));
  }

  private static Reason reasonOf(TokenVerifier verifier, String token) {
    return catchThrowableOfType(InvalidToken.class, () -> verifier.verify(token).asBearer())
        .reason();
  }

  private InvalidToken refusalOf(String token) {
    return catchThrowableOfType(InvalidToken.class, () -> verifier.verify(token).asBearer());
  }
}
