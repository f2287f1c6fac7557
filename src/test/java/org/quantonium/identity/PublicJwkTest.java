package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PublicJwkTest {
  private static final ECKey EC = ec(Curve.P_256);
  private static final RSAKey RSA = rsa(2048);
  private static final Map<String, Object> ED25519 = ed25519();

  @Test
  void reads_a_key_of_each_algorithm() throws Exception {
    PublicJwk ec = PublicJwk.of(EC.toPublicJWK().toJSONObject());
    PublicJwk rsa = PublicJwk.of(RSA.toPublicJWK().toJSONObject());
    PublicJwk ed = PublicJwk.of(ED25519);

    assertThat(ec.key().algorithm()).isEqualTo(TokenAlgorithm.ES256);
    assertThat(ec.key().key()).isEqualTo(EC.toECPublicKey());
    assertThat(rsa.key().algorithm()).isEqualTo(TokenAlgorithm.PS256);
    assertThat(rsa.key().key()).isEqualTo(RSA.toRSAPublicKey());
    assertThat(ed.key().algorithm()).isEqualTo(TokenAlgorithm.EDDSA);
  }

  @Test
  void has_the_thumbprint_that_others_compute() throws Exception {
    for (Map<String, Object> jwk :
        List.of(EC.toPublicJWK().toJSONObject(), RSA.toPublicJWK().toJSONObject(), ED25519)) {
      PublicJwk read = PublicJwk.of(jwk);

      assertThat(read.thumbprint()).isEqualTo(JWK.parse(jwk).computeThumbprint().toString());
      assertThat(read.key().kid()).isEqualTo(read.thumbprint());
    }
  }

  @Test
  void takes_a_kid_and_what_says_the_same_again() {
    Map<String, Object> jwk = with("kid", "mine");
    jwk.putAll(Map.of("alg", "ES256", "use", "sig", "key_ops", List.of("verify"), "ext", true));

    assertThat(PublicJwk.of(jwk).key().kid()).isEqualTo("mine");
    assertThat(PublicJwk.of(jwk).members()).containsOnlyKeys("kty", "crv", "x", "y");
  }

  /** What must be refused, and a word of the remedy. */
  static Stream<Arguments> others() {
    Map<String, Object> rsa = RSA.toPublicJWK().toJSONObject();
    return Stream.of(
        Arguments.of(EC.toJSONObject(), "private member"),
        Arguments.of(RSA.toJSONObject(), "private member"),
        Arguments.of(with("d", "AQ"), "private member"),
        Arguments.of(with("d", null), "private member"),
        Arguments.of(Map.of("kty", "oct", "k", "AQ"), "private member"),
        Arguments.of(Map.of(), "kty"),
        Arguments.of(Map.of("kty", "oct"), "kty"),
        Arguments.of(ec(Curve.P_384).toPublicJWK().toJSONObject(), "P-256"),
        Arguments.of(with("crv", "secp256k1"), "P-256"),
        Arguments.of(with("crv", List.of("P-256")), "P-256"),
        Arguments.of(with("crv", "X25519"), "P-256"),
        Arguments.of(with("x5c", List.of("MIIB")), "certificates"),
        Arguments.of(with("x5u", "https://elsewhere.example"), "address"),
        Arguments.of(with("n", "AQ"), "nothing else"),
        Arguments.of(without("y"), "must have"),
        Arguments.of(with("x", 1), "string"),
        Arguments.of(with("x", EC.getX() + "="), "without padding"),
        Arguments.of(with("x", EC.getX().toString().substring(1)), "x must be"),
        Arguments.of(with("y", EC.getX().toString()), "needs a public key on P-256"),
        Arguments.of(
            with("x", Base64URL.encode(new byte[32]).toString()), "needs a public key on P-256"),
        Arguments.of(with("alg", "ES384"), "ES256"),
        Arguments.of(with("alg", null), "ES256"),
        Arguments.of(with("use", "enc"), "signatures"),
        Arguments.of(with("key_ops", List.of("verify", "sign")), "verification"),
        Arguments.of(with("kid", "a b"), "kid"),
        Arguments.of(with("kid", "x".repeat(129)), "kid"),
        Arguments.of(with("kid", 7), "kid"),
        Arguments.of(rsa(1024).toPublicJWK().toJSONObject(), "2048"),
        Arguments.of(with(rsa, "n", longModulus()), "4096"),
        Arguments.of(with(rsa, "n", "AA" + rsa.get("n")), "leading zero"),
        Arguments.of(with(rsa, "e", "Aw"), "AQAB"),
        Arguments.of(with(rsa, "e", "AQ"), "AQAB"),
        Arguments.of(with(rsa, "alg", "RS256"), "PS256"),
        Arguments.of(with(ED25519, "x", "AAAA"), "32 bytes"),
        Arguments.of(with(ED25519, "x", notOnTheCurve()), "needs a public key of Ed25519"),
        Arguments.of(with(ED25519, "crv", "Ed448"), "Ed25519"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void refuses_anything_else_with_the_remedy(Map<String, Object> jwk, String word) {
    assertThatThrownBy(() -> PublicJwk.of(jwk))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word);
  }

  private static Map<String, Object> with(String name, Object value) {
    return with(EC.toPublicJWK().toJSONObject(), name, value);
  }

  private static Map<String, Object> with(Map<String, Object> jwk, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(jwk);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, Object> without(String name) {
    Map<String, Object> changed = with("kid", "x");
    changed.remove(name);
    return changed;
  }

  private static String longModulus() {
    return Base64URL.encode(BigInteger.ONE.shiftLeft(4096).add(BigInteger.ONE)).toString();
  }

  /** Of y = 2 there is no x. */
  private static String notOnTheCurve() {
    byte[] y = new byte[32];
    y[0] = 2;
    return Base64URL.encode(y).toString();
  }

  private static ECKey ec(Curve curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(curve.toECParameterSpec());
      KeyPair pair = generator.generateKeyPair();
      return new ECKey.Builder(curve, (java.security.interfaces.ECPublicKey) pair.getPublic())
          .privateKey((java.security.interfaces.ECPrivateKey) pair.getPrivate())
          .build();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      KeyPair pair = generator.generateKeyPair();
      return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
          .privateKey(pair.getPrivate())
          .build();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> ed25519() {
    try {
      EdECPublicKey key =
          (EdECPublicKey) KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
      byte[] encoded = key.getEncoded();
      byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      return Map.of("kty", "OKP", "crv", "Ed25519", "x", Base64URL.encode(x).toString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
