package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierKeyTest {
  private static final byte[] MESSAGE = "a message".getBytes(US_ASCII);
  private static final byte[] SIGNATURE = TestKey.sign(MESSAGE);

  @Test
  void verifies_what_its_holder_signed() {
    assertThat(TestKey.KEY.verifies(MESSAGE, SIGNATURE)).isTrue();
  }

  @Test
  void verifies_nothing_with_a_bit_flipped() {
    for (int bit = 0; bit < 8 * SIGNATURE.length; bit++) {
      assertThat(TestKey.KEY.verifies(MESSAGE, flipped(SIGNATURE, bit))).isFalse();
    }
    for (int bit = 0; bit < 8 * MESSAGE.length; bit++) {
      assertThat(TestKey.KEY.verifies(flipped(MESSAGE, bit), SIGNATURE)).isFalse();
    }
  }

  @Test
  void verifies_no_signature_of_another_length() {
    for (int length = 0; length < 70; length++) {
      if (length != 64) {
        assertThat(TestKey.KEY.verifies(MESSAGE, Arrays.copyOf(SIGNATURE, length))).isFalse();
      }
    }
  }

  /** S and S + the group's order verify alike unless one looks: then a signature has two forms. */
  @Test
  void verifies_no_second_form_of_a_signature() {
    byte[] scalar = reversed(Arrays.copyOfRange(SIGNATURE, 32, 64));
    BigInteger order =
        BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] larger = new BigInteger(1, scalar).add(order).toByteArray();
    byte[] signature = SIGNATURE.clone();
    System.arraycopy(reversed(larger), 0, signature, 32, larger.length);

    assertThat(larger).hasSize(32);
    assertThat(TestKey.KEY.verifies(MESSAGE, signature)).isFalse();
  }

  @Test
  void does_not_change() {
    byte[] bytes = TestKey.PUBLIC.clone();
    VerifierKey key = new VerifierKey(TestKey.ORIGIN, bytes);
    bytes[0] ^= 1;
    key.publicKey()[1] ^= 1;

    assertThat(key).hasToString(TestKey.TEXT).isEqualTo(TestKey.KEY);
    assertThat(key).hasSameHashCodeAs(TestKey.KEY);
    assertThat(key).isNotEqualTo(new VerifierKey("other", TestKey.PUBLIC));
  }

  /** K stands for the good key's base64. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x|The key is not name+hash+base64",
        "ledger.example/audit|The key is not name+hash+base64",
        "ledger.example/audit+2a52108c|The key is not name+hash+base64",
        "+2a52108c+K|The key's name does not have 1 to 255 characters",
        "ledger example+2a52108c+K|The key's name has white space, a control character or a '+'",
        "ledger.example/other+2a52108c+K|The key's hash is not that of its name and bytes",
        "ledger.example/audit+2a52108d+K|The key's hash is not that of its name and bytes",
        "ledger.example/audit+2A52108C+K|The key's hash is not that of its name and bytes",
        "ledger.example/audit++K|The key's hash is not that of its name and bytes",
        "ledger.example/audit+2a52108c+|The key is not an Ed25519 key",
        "ledger.example/audit+2a52108c+AQ==|The key is not an Ed25519 key",
        "ledger.example/audit+2a52108c+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4|The key is not an Ed25519 key",
        "ledger.example/audit+2a52108c+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4AA==|The key is not an Ed25519 key",
        "ledger.example/audit+2a52108c+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG|The public key is not canonical base64",
        "ledger.example/audit+2a52108c+K=|The public key is not canonical base64",
        "ledger.example/audit+2a52108c+AQIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA|The public key is not a point of Ed25519",
        "ledger.example/audit+2a52108c+Af//////////////////////////////////////////|The public key is not a point of Ed25519"
      })
  void any_other_text_is_refused(String text, String sentence) {
    String key = text.replaceFirst("K", "AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");

    assertThatThrownBy(() -> VerifierKey.parse(key))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
