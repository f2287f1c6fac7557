package org.quantonium.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.secrets.SecretBytes;

class CanariesTest {
  private final byte[] secret = SecretBytes.random(32).expose();
  private final Canaries canaries = new Canaries();

  CanariesTest() {
    canaries.plant("the key", secret);
  }

  private void seen(byte[] content) {
    assertThatThrownBy(() -> canaries.assertAbsentFrom("a log", content))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the key is seen in a log");
  }

  private void seen(String content) {
    seen(("12:00 " + content + "\n").getBytes(ISO_8859_1));
  }

  @Test
  void are_seen_as_they_are_and_in_hexadecimal() {
    seen(ByteBuffer.allocate(40).put(3, secret).array());
    seen(HexFormat.of().formatHex(secret));
    seen(HexFormat.of().withUpperCase().formatHex(secret));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void are_seen_in_base64_wherever_they_begin_in_it(int before) {
    byte[] longer = SecretBytes.random(before + secret.length + 7).expose();
    System.arraycopy(secret, 0, longer, before, secret.length);

    seen(Base64.getEncoder().encodeToString(longer));
    seen(Base64.getUrlEncoder().withoutPadding().encodeToString(longer));
  }

  @Test
  void are_seen_at_either_end_however_many_there_are() {
    for (int i = 0; i < 1000; i++) {
      canaries.plant("another", SecretBytes.random(20).expose());
    }

    assertThatThrownBy(() -> canaries.assertAbsentFrom("a log", secret))
        .hasMessage("the key is seen in a log");
    assertThatThrownBy(
            () -> canaries.assertAbsentFrom("a log", HexFormat.of().formatHex(secret) + "x"))
        .hasMessage("the key is seen in a log");
    assertThatThrownBy(
            () -> canaries.assertAbsentFrom("a log", "x" + HexFormat.of().formatHex(secret)))
        .hasMessage("the key is seen in a log");
    assertThatCode(() -> canaries.assertAbsentFrom("a log", "x")).doesNotThrowAnyException();
  }

  @Test
  void are_not_seen_where_they_are_not() {
    byte[] other = SecretBytes.random(4096).expose();

    assertThatCode(() -> canaries.assertAbsentFrom("a log", other)).doesNotThrowAnyException();
  }
}
