package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.lang.reflect.Modifier;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What configuration cannot say: the tables and values that verification is built from. */
class PolicyTest {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @Test
  void the_table_of_scopes_has_every_constant_and_no_other() {
    Set<Object> constants =
        Arrays.stream(Scopes.class.getFields())
            .filter(
                field -> field.getType() == String.class && Modifier.isFinal(field.getModifiers()))
            .map(
                field -> {
                  try {
                    return field.get(null);
                  } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .collect(Collectors.toSet());

    assertThat(Scopes.ALL).hasSize(8).isEqualTo(constants);
  }

  @Test
  void every_scope_is_a_verb_and_what_it_is_done_to() {
    assertThat(Scopes.ALL).allMatch(scope -> scope.matches("(run|read|hash|admin):[a-z]+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void a_lifetime_is_longer_than_zero(Duration lifetime) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenPolicy("i", "a", lifetime, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1S", "PT5M1S"})
  void a_skew_lies_between_zero_and_five_minutes(Duration skew) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenPolicy("i", "a", TEN_MINUTES, skew));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT5M"})
  void a_skew_may_be_zero_or_five_minutes(Duration skew) {
    assertThat(new TokenPolicy("i", "a", TEN_MINUTES, skew).clockSkew()).isEqualTo(skew);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void issuer_and_audience_are_not_blank(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenPolicy(blank, "a", TEN_MINUTES, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenPolicy("i", blank, TEN_MINUTES, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "RS256", "ES384", "ES256K", "es256", "EDDSA", "Ed25519"})
  void no_algorithm_is_on_the_list_but_three(String algorithm) {
    assertThat(TokenAlgorithm.of(algorithm)).isEmpty();
  }

  @Test
  void another_issuer_may_use_one_more() {
    assertThat(TokenAlgorithm.values())
        .extracting(TokenAlgorithm::label)
        .containsExactly("ES256", "EdDSA", "PS256", "RS256");
    assertThat(TokenAlgorithm.foreign("RS256")).contains(TokenAlgorithm.RS256);
    assertThat(TokenAlgorithm.foreign("HS256")).isEmpty();
  }

  @Test
  void no_key_is_of_another_kind_than_its_algorithm() throws Exception {
    Map<String, PublicKey> keys =
        Map.of(
            "P-256", new ECKeyGenerator(Curve.P_256).generate().toECPublicKey(),
            "P-384", new ECKeyGenerator(Curve.P_384).generate().toECPublicKey(),
            "Ed25519", KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic(),
            "Ed448", KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic(),
            "RSA 2048", new RSAKeyGenerator(2048).generate().toRSAPublicKey(),
            "RSA 1024", new RSAKeyGenerator(1024, true).generate().toRSAPublicKey());
    Map<TokenAlgorithm, String> fitting =
        Map.of(
            TokenAlgorithm.ES256, "P-256",
            TokenAlgorithm.EDDSA, "Ed25519",
            TokenAlgorithm.PS256, "RSA 2048",
            TokenAlgorithm.RS256, "RSA 2048");

    for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
      keys.forEach(
          (name, key) -> {
            if (fitting.get(algorithm).equals(name)) {
              assertThat(new VerificationKey("k", algorithm, key).key()).isEqualTo(key);
            } else {
              assertThatIllegalArgumentException()
                  .as("%s with %s", algorithm, name)
                  .isThrownBy(() -> new VerificationKey("k", algorithm, key));
            }
          });
    }
  }

  @Test
  void a_caller_cannot_gain_a_scope_later() {
    TokenFixture fixture = new TokenFixture();
    Set<String> scopes = new HashSet<>(Set.of("read:data"));
    Caller caller =
        new Caller(
            "s",
            "c",
            "t",
            scopes,
            "j",
            fixture.context().kid(),
            TokenFixture.NOW,
            TokenFixture.NOW.plusSeconds(1));
    scopes.add("admin:keys");

    assertThat(caller.scopes()).containsExactly("read:data");
  }
}
