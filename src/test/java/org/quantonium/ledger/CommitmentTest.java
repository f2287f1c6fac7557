package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CommitmentTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * As {@code printf '%s' 'subjéct' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001...1f
   * -binary | base64} computes it.
   */
  @Test
  void is_the_hmac_that_openssl_computes() {
    byte[] salt = new byte[32];
    for (int i = 0; i < salt.length; i++) {
      salt[i] = (byte) i;
    }

    assertThat(new Commitment("subj\u00e9ct", salt).text())
        .isEqualTo("esKFGFe0Jv2If1h+lZKfIiZIHg9oqIQBhsOCnfKmMNo=");
  }

  @Test
  void never_shows_the_same_value_alike() {
    assertThat(Commitment.to("alice", RANDOM).text())
        .isNotEqualTo(Commitment.to("alice", RANDOM).text());
  }

  @Test
  void can_be_checked_by_whoever_is_given_value_and_salt() {
    Commitment commitment = Commitment.to("alice", RANDOM);

    assertThat(new Commitment("alice", commitment.salt()).text()).isEqualTo(commitment.text());
    assertThat(new Commitment("bob", commitment.salt()).text()).isNotEqualTo(commitment.text());
  }

  @Test
  void has_a_salt_of_32_bytes() {
    assertThat(Commitment.to("alice", RANDOM).salt()).hasSize(32);
    assertThatIllegalArgumentException().isThrownBy(() -> new Commitment("alice", new byte[31]));
    assertThatIllegalArgumentException().isThrownBy(() -> new Commitment("alice", new byte[33]));
  }

  @Test
  void keeps_its_salt_whatever_is_done_to_the_arrays_outside() {
    byte[] given = new byte[32];
    Commitment commitment = new Commitment("alice", given);
    String before = commitment.text();
    Arrays.fill(given, (byte) 1);
    Arrays.fill(commitment.salt(), (byte) 1);

    assertThat(commitment.text()).isEqualTo(before);
  }

  @Test
  void tells_neither_value_nor_salt_to_a_log() {
    Commitment commitment = Commitment.to("alice", RANDOM);

    assertThat(commitment.toString())
        .doesNotContain(
            "alice",
            HexFormat.of().formatHex(commitment.salt()),
            Base64.getEncoder().encodeToString(commitment.salt()));
  }
}
