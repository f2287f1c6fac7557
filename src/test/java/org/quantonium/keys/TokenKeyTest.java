package org.quantonium.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.util.Base64URL;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantonium.identity.InvalidToken;
import org.quantonium.identity.InvalidToken.Reason;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.TokenPolicy;
import org.quantonium.identity.TokenVerifier;

/** Keys of every algorithm, against the one verifier. */
class TokenKeyTest {
  private static final Map<TokenAlgorithm, TokenKey> KEYS = new EnumMap<>(TokenAlgorithm.class);

  static {
    for (TokenAlgorithm algorithm : EnumSet.complementOf(EnumSet.of(TokenAlgorithm.RS256))) {
      KEYS.put(algorithm, TokenKey.generate(algorithm));
    }
  }

  static Stream<Arguments> pairs() {
    return KEYS.keySet().stream()
        .flatMap(one -> KEYS.keySet().stream().map(other -> Arguments.of(one, other)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RS256")
  void its_tokens_verify_and_altered_ones_do_not(TokenAlgorithm algorithm) throws Exception {
    TokenKey key = KEYS.get(algorithm);
    String token = token(algorithm, key.kid(), key);

    assertThat(verifier().verify(token).asBearer().keyId()).isEqualTo(key.kid());
    for (int at : new int[] {0, 10, 31, 40, 63}) {
      assertThat(reason(flipped(token, at))).isEqualTo(Reason.SIGNATURE);
    }
    byte[] signature = Base64URL.from(token.substring(token.lastIndexOf('.') + 1)).decode();
    String signed = token.substring(0, token.lastIndexOf('.') + 1);
    for (int length : new int[] {1, signature.length - 1, signature.length + 1}) {
      byte[] cut = java.util.Arrays.copyOf(signature, length);
      assertThat(reason(signed + Base64URL.encode(cut))).isEqualTo(Reason.SIGNATURE);
    }
    assertThat(reason(signed + Base64URL.encode(new byte[signature.length])))
        .isEqualTo(Reason.SIGNATURE);
  }

  /** What a header says is compared with the key; what was signed is checked by the key alone. */
  @ParameterizedTest
  @MethodSource("pairs")
  void a_key_of_one_algorithm_never_verifies_another(TokenAlgorithm is, TokenAlgorithm other) {
    TokenKey key = KEYS.get(is);
    TokenKey signer = KEYS.get(other);
    if (is != other) {
      assertThat(reason(token(other, key.kid(), signer))).isEqualTo(Reason.ALGORITHM);
      assertThat(reason(token(other, key.kid(), key))).isEqualTo(Reason.ALGORITHM);
      assertThat(reason(token(is, key.kid(), signer))).isEqualTo(Reason.SIGNATURE);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RS256")
  void is_the_same_after_it_was_sealed_and_opened(TokenAlgorithm algorithm) throws Exception {
    TokenKey key = KEYS.get(algorithm);
    TokenKey opened = TokenKey.parse(key.privateJwk());

    assertThat(opened.kid()).isEqualTo(key.kid());
    assertThat(opened.algorithm()).isEqualTo(algorithm);
    assertThat(verifier().verify(token(algorithm, key.kid(), opened)).asBearer().keyId())
        .isEqualTo(key.kid());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RS256")
  void publishes_no_private_member_and_a_thumbprint_for_its_kid(TokenAlgorithm algorithm)
      throws Exception {
    TokenKey key = KEYS.get(algorithm);

    assertThat(key.publicJwk().toJSONObject())
        .doesNotContainKeys("d", "p", "q", "dp", "dq", "qi", "oth", "k")
        .containsEntry("use", "sig")
        .containsEntry("alg", algorithm.label())
        .containsEntry("kid", key.publicJwk().computeThumbprint().toString());
    assertThat(key).hasToString("TokenKey[" + algorithm + " " + key.kid() + "]");
  }

  private static TokenVerifier verifier() {
    return new TokenVerifier(
        new TokenPolicy("i", "a", Duration.ofMinutes(10), Duration.ZERO),
        kid ->
            KEYS.values().stream()
                .filter(key -> key.kid().equals(kid))
                .map(TokenKey::verificationKey)
                .findFirst(),
        caller -> false,
        Clock.systemUTC());
  }

  private static String token(TokenAlgorithm named, String kid, TokenKey signer) {
    long now = Clock.systemUTC().instant().getEpochSecond();
    String signed =
        encoded("{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(named.label(), kid))
            + "."
            + encoded(
                """
                {"iss":"i","aud":"a","sub":"s","client_id":"c","tenant":"t","jti":"j",\
                "scope":"read:data","iat":%d,"exp":%d}"""
                    .formatted(now, now + 60));
    return signed + "." + Base64URL.encode(signer.sign(signed.getBytes(US_ASCII)));
  }

  private static String encoded(String json) {
    return Base64URL.encode(json.getBytes(UTF_8)).toString();
  }

  private static String flipped(String token, int at) {
    int dot = token.lastIndexOf('.');
    byte[] signature = Base64URL.from(token.substring(dot + 1)).decode();
    signature[at] ^= 1;
    return token.substring(0, dot + 1) + Base64URL.encode(signature);
  }

  private static Reason reason(String token) {
    return Optional.ofNullable(
            catchThrowableOfType(InvalidToken.class, () -> verifier().verify(token).asBearer()))
        .orElseThrow(() -> new AssertionError("accepted"))
        .reason();
  }
}
