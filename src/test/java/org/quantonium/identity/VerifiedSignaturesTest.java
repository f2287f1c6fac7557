package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifiedSignaturesTest {
  private final VerificationKey key = new TokenFixture().verificationKey("k");
  private final VerifiedSignatures verified = new VerifiedSignatures();

  @Test
  void knows_a_token_under_the_key_that_verified_it_alone() {
    verified.add("a.b.c", key);

    assertThat(verified.has("a.b.c", key)).isTrue();
    assertThat(verified.has("a.b.d", key)).isFalse();
    assertThat(verified.has("a.b.c", new TokenFixture().verificationKey("k"))).isFalse();
    assertThat(verified.has("a.b.c", new VerificationKey("l", key.algorithm(), key.key())))
        .isFalse();
  }

  @Test
  void forgets_the_oldest_beyond_its_bound() {
    for (int i = 0; i < VerifiedSignatures.MOST; i++) {
      verified.add("t" + i, key);
    }
    assertThat(verified.has("t0", key)).isTrue();

    verified.add("one more", key);

    assertThat(verified.has("t0", key)).isFalse();
    assertThat(verified.has("t1", key)).isTrue();
    assertThat(verified.has("one more", key)).isTrue();
  }
}
