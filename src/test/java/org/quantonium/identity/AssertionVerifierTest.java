package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.quantonium.attack.Draft.quoted;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgedAssertions;
import org.quantonium.identity.AssertionVerifier.Assertion;
import org.quantonium.identity.InvalidToken.Reason;

class AssertionVerifierTest {
  private static final TokenFixture FIXTURE = new TokenFixture();
  private static final VerificationKey KEY = FIXTURE.verificationKey(FIXTURE.context().kid());

  private final AssertionVerifier verifier =
      new AssertionVerifier(
          FIXTURE.context().issuer(), Duration.ofSeconds(30), FIXTURE.context().clock());
  private final Draft control = ForgedAssertions.control(FIXTURE.context());

  static List<ForgedAssertions.Row> forgeries() {
    return ForgedAssertions.all(FIXTURE.context());
  }

  @Test
  void accepts_the_control() throws InvalidToken {
    Assertion assertion = verify(control);

    assertThat(assertion.clientId()).isEqualTo("client-1");
    assertThat(quoted(assertion.id())).isEqualTo(control.claims().get("jti"));
    assertThat(assertion.expiresAt()).isEqualTo(TokenFixture.NOW.plusSeconds(60));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void refuses_every_forgery(ForgedAssertions.Row forgery) {
    assertThat(
            catchThrowableOfType(
                InvalidToken.class,
                () -> verifier.verify(forgery.assertion(), AssertionVerifierTest::keys)))
        .isNotNull();
  }

  @Test
  void names_no_forgery_twice() {
    assertThat(forgeries()).extracting(ForgedAssertions.Row::name).doesNotHaveDuplicates();
  }

  /** RFC 7523 asks for none, and many a client's library writes none or JWT. */
  @ParameterizedTest
  @ValueSource(strings = {"JWT", "application/client-authentication+jwt"})
  void accepts_what_libraries_write_as_type(String type) throws InvalidToken {
    assertThat(verify(control.header("typ", quoted(type)))).isNotNull();
    assertThat(verify(control.withoutHeader("typ"))).isNotNull();
  }

  @Test
  void a_kid_may_be_left_out_where_there_is_one_key() throws InvalidToken {
    String assertion = control.withoutHeader("kid").sign();
    VerificationKey other = new TokenFixture().verificationKey("other");

    assertThat(verifier.verify(assertion, id -> List.of(KEY))).isNotNull();
    assertThat(reasonOf(assertion, List.of(KEY, other))).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(reasonOf(assertion, List.of())).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void accepts_an_audience_of_one_element_and_five_minutes() throws InvalidToken {
    assertThat(verify(control.claim("aud", "[" + control.claims().get("aud") + "]"))).isNotNull();
    long now = TokenFixture.NOW.getEpochSecond();
    assertThat(verify(control.claim("exp", Long.toString(now + 300)))).isNotNull();
    assertThat(verify(control.claim("nbf", Long.toString(now + 30)))).isNotNull();
  }

  /** What a stranger can find out must not depend on times and audiences. */
  @Test
  void checks_the_signature_before_what_the_claims_say() {
    String expired = control.claim("exp", "1").claim("iat", "0").sign();

    assertThat(reasonOf(expired.substring(0, expired.length() - 4) + "AAAA", List.of(KEY)))
        .isEqualTo(Reason.SIGNATURE);
    assertThat(reasonOf(expired, List.of(KEY))).isEqualTo(Reason.EXPIRED);
  }

  private static List<VerificationKey> keys(String clientId) {
    return clientId.equals("client-1") ? List.of(KEY) : List.of();
  }

  private Assertion verify(Draft draft) throws InvalidToken {
    return verifier.verify(draft.sign(), AssertionVerifierTest::keys);
  }

  private Reason reasonOf(String assertion, List<VerificationKey> keys) {
    return catchThrowableOfType(
            InvalidToken.class, () -> verifier.verify(assertion, clientId -> keys))
        .reason();
  }
}
