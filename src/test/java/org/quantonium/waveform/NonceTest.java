package org.quantonium.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceTest {
  @Test
  void is_a_big_endian_integer_of_which_the_last_64_bits_count() {
    Nonce nonce = new Nonce("ff00ff" + "40000000" + "80000000");

    assertThat(nonce.last()).isEqualTo(0x8000_0000L / 4294967295.0);
    assertThat(nonce.lastButOne()).isEqualTo(0x4000_0000L / 4294967295.0);
    assertThat(new Nonce("ffffffff00000000").lastButOne()).isEqualTo(1);
    assertThat(new Nonce("ffffffff00000000").last()).isZero();
  }

  @Test
  void has_8_to_64_bytes() {
    assertThat(new Nonce("00".repeat(8)).bytes()).hasSize(8);
    assertThat(new Nonce("00".repeat(64)).bytes()).hasSize(64);
  }

  @Test
  void is_16_fresh_bytes_if_the_service_draws_it() {
    SecureRandom random = new SecureRandom();

    assertThat(Nonce.fresh(random).bytes()).hasSize(16);
    assertThat(Nonce.fresh(random)).isNotEqualTo(Nonce.fresh(random));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00000000000000",
        "000000000000000",
        "00000000000000000",
        "000000000000000A"
      })
  void is_no_other_text(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Nonce(hex));
    assertThatIllegalArgumentException().isThrownBy(() -> new Nonce("00".repeat(65)));
  }
}
