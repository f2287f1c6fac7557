package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.merkle.SignedNote.Signature;

class SignedNoteTest {
  private static final String TEXT = "a text\n\nwith an empty line\n";
  private static final SignedNote NOTE = TestKey.sign(TEXT);
  private static final Signature GOOD = NOTE.signatures().get(0);
  private static final byte[] ZEROS = new byte[64];

  @ParameterizedTest
  @ValueSource(
      strings = {"a\n", "a\n\nb\n", "a\n\n", "\n", "\u2014 looks like a line\n", "\u00e8\n"})
  void is_read_back_and_verifies(String text) {
    SignedNote note = SignedNote.parse(TestKey.sign(text).toString());

    assertThat(note.text()).isEqualTo(text);
    assertThat(note).isEqualTo(TestKey.sign(text)).hasToString(TestKey.sign(text).toString());
    assertThat(note.signedBy(TestKey.KEY)).isTrue();
  }

  @Test
  void does_not_verify_with_another_text() {
    for (int i = 0; i < TEXT.length(); i++) {
      if (TEXT.charAt(i) != '\n') {
        char other = (char) (TEXT.charAt(i) ^ 1);
        String text = TEXT.substring(0, i) + other + TEXT.substring(i + 1);

        assertThat(new SignedNote(text, NOTE.signatures()).signedBy(TestKey.KEY)).isFalse();
      }
    }
    assertThat(new SignedNote(TEXT + "\n", NOTE.signatures()).signedBy(TestKey.KEY)).isFalse();
  }

  @Test
  void ignores_signatures_of_other_names_and_other_ids() {
    SignedNote note =
        signed(
            new Signature("witness.example", new byte[4], ZEROS),
            new Signature("witness.example", TestKey.KEY.keyId(), ZEROS),
            GOOD,
            new Signature(TestKey.ORIGIN, new byte[4], new byte[1]));

    assertThat(SignedNote.parse(note.toString()).signedBy(TestKey.KEY)).isTrue();
  }

  @Test
  void is_not_signed_by_a_key_that_did_not_sign_it() {
    assertThat(signed(new Signature("witness.example", GOOD.keyId(), GOOD.signature())))
        .matches(note -> !note.signedBy(TestKey.KEY));
    assertThat(signed(new Signature(TestKey.ORIGIN, new byte[4], GOOD.signature())))
        .matches(note -> !note.signedBy(TestKey.KEY));
    assertThat(NOTE.signedBy(new VerifierKey("witness.example", TestKey.PUBLIC))).isFalse();
  }

  @Test
  void a_bad_signature_of_the_key_spoils_the_note_beside_a_good_one() {
    Signature bad = new Signature(TestKey.ORIGIN, TestKey.KEY.keyId(), ZEROS);

    assertThat(signed(bad).signedBy(TestKey.KEY)).isFalse();
    assertThat(signed(bad, GOOD).signedBy(TestKey.KEY)).isFalse();
    assertThat(signed(GOOD, bad).signedBy(TestKey.KEY)).isFalse();
    assertThat(signed(GOOD, GOOD).signedBy(TestKey.KEY)).isTrue();
  }

  @Test
  void is_not_made_by_a_signer_of_another_key() {
    VerifierKey other = new VerifierKey("other", TestKey.PUBLIC);

    assertThatThrownBy(() -> SignedNote.sign(TEXT, other, message -> ZEROS))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("The signer does not hold the private key of other+");
  }

  @Test
  void has_1_to_100_signatures() {
    assertThat(new SignedNote(TEXT, Collections.nCopies(100, GOOD)).signatures()).hasSize(100);
    for (List<Signature> wrong : List.of(List.<Signature>of(), Collections.nCopies(101, GOOD))) {
      assertThatThrownBy(() -> new SignedNote(TEXT, wrong))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("The note does not have 1 to 100 signatures");
    }
  }

  @Test
  void does_not_change() {
    byte[] keyId = GOOD.keyId();
    byte[] bytes = GOOD.signature();
    List<Signature> signatures = new ArrayList<>(List.of(new Signature("n", keyId, bytes)));
    SignedNote note = new SignedNote(TEXT, signatures);
    String before = note.toString();
    keyId[0] ^= 1;
    bytes[0] ^= 1;
    note.signatures().get(0).keyId()[1] ^= 1;
    note.signatures().get(0).signature()[1] ^= 1;
    signatures.clear();

    assertThat(note).hasToString(before);
    assertThat(note.signatures().get(0)).isNotEqualTo(GOOD).hasSameHashCodeAs(before(before));
  }

  /** - stands for the dash, S for a good signature, \ n and \ r for themselves. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a\\n|The note has no empty line before its signatures",
        "a\\n- n S\\n|The note has no empty line before its signatures",
        "a\\r\\n\\r\\n- n S\\r\\n|The note has no empty line before its signatures",
        "a\\n\\n|The note does not have 1 to 100 signatures",
        "a\\n\\n- n S\\n\\n|The note does not have 1 to 100 signatures",
        "a\\n\\n- n S|The note does not end in a newline",
        "a\\n\\n- n S\\r\\n|A signature is not canonical base64",
        "a\\r\\n\\n- n S\\n|The note has a control character",
        "a\\tb\\n\\n- n S\\n|The note has a control character",
        "\ud800\\n\\n- n S\\n|The note is not well-formed Unicode",
        "a\\n\\nx n S\\n|A signature line is not dash, name and base64",
        "a\\n\\n-n S\\n|A signature line is not dash, name and base64",
        "a\\n\\n-  n S\\n|A signature line is not dash, name and base64",
        "a\\n\\n- n  S\\n|A signature line is not dash, name and base64",
        "a\\n\\n- n S \\n|A signature line is not dash, name and base64",
        "a\\n\\n- n\\n|A signature line is not dash, name and base64",
        "a\\n\\n- n S x\\n|A signature line is not dash, name and base64",
        "a\\n\\n\\u002d n S\\n|A signature line is not dash, name and base64",
        "a\\n\\n- a+b S\\n|The name in a signature line has white space, a control character or a '+'",
        "a\\n\\n- a\u00a0b S\\n|The name in a signature line has white space, a control character or a '+'",
        "a\\n\\n- LONG S\\n|The name in a signature line does not have 1 to 255 characters",
        "a\\n\\n- n AAAAAB==\\n|A signature is not canonical base64",
        "a\\n\\n- n AAAAAA\\n|A signature is not canonical base64",
        "a\\n\\n- n _____w==\\n|A signature is not canonical base64",
        "a\\n\\n- n AAAAAA==\\n|A signature line has no signature",
        "a\\n\\n- n \\n|A signature line has no signature"
      })
  void any_other_note_is_refused(String pattern, String sentence) {
    String note =
        pattern
            .replace("\\n", "\n")
            .replace("\\r", "\r")
            .replace("\\t", "\t")
            .replace("-", "\u2014")
            .replace("\\u002d", "-")
            .replace("LONG", "a".repeat(256))
            .replace("S", "KlIQjN6gKsms");

    assertThatThrownBy(() -> SignedNote.parse(note))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  private static Signature before(String note) {
    return SignedNote.parse(note).signatures().get(0);
  }

  private static SignedNote signed(Signature... signatures) {
    return new SignedNote(TEXT, List.of(signatures));
  }
}
