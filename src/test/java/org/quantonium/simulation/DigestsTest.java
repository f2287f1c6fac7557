package org.quantonium.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestsTest {

  /** FIPS 180-4's own examples, in base64. */
  @ParameterizedTest
  @CsvSource({
    "'', 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "abc, ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
  })
  void are_sha_256_in_base64(String text, String digest) {
    assertThat(Digests.sha256(text.getBytes(US_ASCII))).isEqualTo(digest);
  }
}
