package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.attack.Draft;
import org.quantonium.storage.Settings;

/** What is left where this service issues no tokens of its own. */
class OwnIssuerTest {
  private static final TokenFixture OWN = new TokenFixture();

  private static Settings setting(String value) {
    return Settings.catalogueWith(Map.of(OwnIssuer.SETTING, value));
  }

  @Test
  void is_on_unless_a_setting_says_false() {
    assertThat(OwnIssuer.isOn(Settings.catalogueWith(Map.of()))).isTrue();
    assertThat(OwnIssuer.isOn(setting("true"))).isTrue();
    assertThat(OwnIssuer.isOn(setting("false"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "off", "False", "treu", "0"})
  void nothing_else_is_taken_for_either(String value) {
    assertThatIllegalStateException()
        .isThrownBy(() -> OwnIssuer.isOn(setting(value)))
        .withMessage("quantonium.issuer.builtin must be true or false");
  }

  /** Signed by the true key, and good in every respect. */
  @Test
  void a_token_of_ours_is_good_where_it_is_on_and_no_token_where_it_is_off() throws Exception {
    String token = Draft.control(OWN.context()).sign();

    assertThat(verifier("true").verify(token).asBearer().clientId()).isEqualTo("client-1");
    assertThatThrownBy(() -> verifier("false").verify(token))
        .isInstanceOfSatisfying(
            InvalidToken.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(InvalidToken.Reason.ISSUER));
  }

  private static TokenVerifier verifier(String on) {
    return new TokenVerifier(
        TokenVerification.trusted(
            setting(on), OWN.policy(), OWN.ring(), new TrustedIssuers(List.of())),
        caller -> false,
        OWN.context().clock());
  }
}
