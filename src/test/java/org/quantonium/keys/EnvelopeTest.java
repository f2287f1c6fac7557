package org.quantonium.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.secrets.SecretBytes;

class EnvelopeTest {
  private static final SecretBytes KEK = SecretBytes.random(32);
  private static final byte[] PLAIN = "a private key".getBytes(US_ASCII);
  private static final byte[] SEALED = Envelope.seal(KEK, "kid", "ES256", PLAIN);

  @Test
  void opens_with_what_it_was_sealed_with() throws Envelope.UnsealException {
    assertThat(Envelope.open(KEK, "kid", "ES256", SEALED)).isEqualTo(SecretBytes.copyOf(PLAIN));
  }

  @Test
  void is_version_nonce_ciphertext_and_tag() {
    assertThat(SEALED).hasSize(1 + 12 + PLAIN.length + 16).startsWith(1);
  }

  @Test
  void never_looks_the_same_twice() {
    assertThat(Envelope.seal(KEK, "kid", "ES256", PLAIN)).isNotEqualTo(SEALED);
  }

  @Test
  void does_not_open_with_any_bit_flipped() {
    for (int bit = 0; bit < 8 * SEALED.length; bit++) {
      byte[] altered = SEALED.clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));

      assertSealed(() -> Envelope.open(KEK, "kid", "ES256", altered));
    }
  }

  @Test
  void does_not_open_at_any_other_length() {
    for (int length = 0; length < SEALED.length; length++) {
      byte[] cut = Arrays.copyOf(SEALED, length);

      assertSealed(() -> Envelope.open(KEK, "kid", "ES256", cut));
    }
    assertSealed(
        () -> Envelope.open(KEK, "kid", "ES256", Arrays.copyOf(SEALED, SEALED.length + 1)));
  }

  @Test
  void does_not_open_with_another_key_encryption_key() {
    byte[] other = KEK.expose();
    other[31] ^= 1;

    assertSealed(() -> Envelope.open(SecretBytes.copyOf(other), "kid", "ES256", SEALED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ki", "kie", "KID", "kid "})
  void does_not_open_for_another_kid(String kid) {
    assertSealed(() -> Envelope.open(KEK, kid, "ES256", SEALED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ES255", "es256", "HS256"})
  void does_not_open_for_another_algorithm(String algorithm) {
    assertSealed(() -> Envelope.open(KEK, "kid", algorithm, SEALED));
  }

  @Test
  void seals_nothing_as_well() throws Envelope.UnsealException {
    byte[] sealed = Envelope.seal(KEK, "kid", "ES256", new byte[0]);

    assertThat(Envelope.open(KEK, "kid", "ES256", sealed).length()).isZero();
  }

  private static void assertSealed(ThrowingCallable open) {
    assertThatThrownBy(open)
        .isInstanceOf(Envelope.UnsealException.class)
        .hasMessageContaining("restore the kek file")
        .hasMessageNotContaining("private");
    assertThatCode(() -> Envelope.open(KEK, "kid", "ES256", SEALED)).doesNotThrowAnyException();
  }
}
