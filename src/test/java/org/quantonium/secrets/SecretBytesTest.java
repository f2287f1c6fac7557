package org.quantonium.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
  private static final byte[] CONTENT = "canary".getBytes(US_ASCII);

  @Test
  void prints_its_length_alone() {
    assertThat(SecretBytes.copyOf(CONTENT)).hasToString("SecretBytes[6 bytes]");
  }

  @Test
  void equals_the_same_content_and_nothing_else() {
    SecretBytes secret = SecretBytes.copyOf(CONTENT);

    assertThat(secret)
        .isEqualTo(SecretBytes.copyOf(CONTENT))
        .isNotEqualTo(SecretBytes.copyOf("canarx".getBytes(US_ASCII)))
        .isNotEqualTo(SecretBytes.copyOf("canar".getBytes(US_ASCII)))
        .isNotEqualTo(SecretBytes.copyOf("canary\0".getBytes(US_ASCII)))
        .isNotEqualTo(null);
  }

  @Test
  void hashes_to_its_length_alone() {
    assertThat(SecretBytes.copyOf(CONTENT))
        .hasSameHashCodeAs(SecretBytes.copyOf(CONTENT))
        .hasSameHashCodeAs(SecretBytes.copyOf("yranac".getBytes(US_ASCII)));
  }

  @Test
  void keeps_its_content_when_the_callers_arrays_are_wiped() {
    byte[] given = CONTENT.clone();
    SecretBytes secret = SecretBytes.copyOf(given);
    given[0] = 0;
    secret.expose()[1] = 0;

    assertThat(secret.expose()).isEqualTo(CONTENT);
  }

  @Test
  void is_never_drawn_twice() {
    Set<SecretBytes> drawn = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      drawn.add(SecretBytes.random(16));
    }

    assertThat(drawn).hasSize(100).allMatch(secret -> secret.length() == 16);
  }
}
