package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.quantonium.attack.Draft;

class TokenVerifierProperties {

  private static final TokenFixture FIXTURE = new TokenFixture();
  private static final String TOKEN = Draft.control(FIXTURE.context()).sign();

  private final TokenVerifier verifier = FIXTURE.verifier(FIXTURE.policy());

  @Property
  void refuses_a_genuine_token_with_one_bit_flipped(
      @ForAll @IntRange(max = 2047) int position, @ForAll @IntRange(max = 7) int bit) {
    int index = position % TOKEN.length();

    assertRefused(replaced(index, (char) (TOKEN.charAt(index) ^ (1 << bit))));
  }

  @Property
  void refuses_a_genuine_token_with_one_character_replaced(
      @ForAll @IntRange(max = 2047) int position,
      @ForAll @CharRange(from = '\0', to = '\u00ff') char character) {
    int index = position % TOKEN.length();
    Assume.that(TOKEN.charAt(index) != character);

    assertRefused(replaced(index, character));
  }

  @Property
  void refuses_a_genuine_token_with_one_character_removed(
      @ForAll @IntRange(max = 2047) int position) {
    int index = position % TOKEN.length();

    assertRefused(TOKEN.substring(0, index) + TOKEN.substring(index + 1));
  }

  @Property
  void refuses_any_text_without_any_other_failure(@ForAll @StringLength(max = 300) String text) {
    assertRefused(text);
  }

  @Property
  void refuses_any_segments_under_a_genuine_form_without_any_other_failure(
      @ForAll byte[] header, @ForAll byte[] claims) {
    assertRefused(Draft.control(FIXTURE.context()).sign(header, claims));
  }

  private static String replaced(int index, char character) {
    return TOKEN.substring(0, index) + character + TOKEN.substring(index + 1);
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> verifier.verify(token).asBearer()).isInstanceOf(InvalidToken.class);
  }
}
