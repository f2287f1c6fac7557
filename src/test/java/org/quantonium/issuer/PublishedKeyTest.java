package org.quantonium.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.quantonium.identity.TokenAlgorithm;

/**
 * JSON Web Keys: three that are good, and what becomes of each when one thing about it is wrong.
 */
class PublishedKeyTest {
  private static final Set<TokenAlgorithm> ALL = EnumSet.allOf(TokenAlgorithm.class);
  private static final BigInteger P25519 =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  private static final Map<String, Object> EC =
      new LinkedHashMap<>(IssuerStub.es256().toPublicJWK().toJSONObject());
  private static final Map<String, Object> OKP = okp();
  private static final Map<String, Object> RSA = rsa();

  static final List<Case> CASES = cases();

  /**
   * A key that is not used.
   *
   * @param reason what the refusal says of it
   */
  record Case(String name, Map<String, Object> key, String reason) {
    @Override
    public String toString() {
      return name + ": " + reason;
    }
  }

  private static Map<String, Object> okp() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      Map<String, Object> key = new LinkedHashMap<>();
      key.put("kty", "OKP");
      key.put("use", "sig");
      key.put("crv", "Ed25519");
      key.put("kid", "okp-1");
      key.put("alg", "EdDSA");
      key.put("x", base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
      return key;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      RSAPublicKey pair = (RSAPublicKey) generator.generateKeyPair().getPublic();
      Map<String, Object> key = new LinkedHashMap<>();
      key.put("kty", "RSA");
      key.put("use", "sig");
      key.put("kid", "rsa-1");
      key.put("alg", "PS256");
      key.put("n", number(pair.getModulus()));
      key.put("e", "AQAB");
      return key;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64URL.encode(bytes).toString();
  }

  private static String number(BigInteger number) {
    return Base64URL.encode(number).toString();
  }

  private static Map<String, Object> with(Map<String, Object> key, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(key);
    changed.put(name, value);
    return changed;
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Map<String, Object> key : List.of(EC, OKP, RSA)) {
      members(cases, key);
    }
    curve(cases);
    edwards(cases);
    modulus(cases);
    return cases;
  }

  private static void change(
      List<Case> cases, Map<String, Object> key, String name, Object value, String reason) {
    String shown = String.valueOf(value);
    cases.add(
        new Case(
            key.get("kty") + " " + name + "=" + shown.substring(0, Math.min(70, shown.length())),
            with(key, name, value),
            reason));
  }

  /** What is the same for each kind. */
  private static void members(List<Case> cases, Map<String, Object> key) {
    for (String name : key.keySet()) {
      Map<String, Object> less = new LinkedHashMap<>(key);
      less.remove(name);
      cases.add(new Case(key.get("kty") + " without " + name, less, name + " must be a string"));
      for (Object wrong : Arrays.asList(null, 1, true, List.of("sig"), Map.of())) {
        change(cases, key, name, wrong, name + " must be a string");
      }
    }
    for (String kid : List.of("", "a b", "a/b", "a+b", "ä", "a".repeat(129))) {
      change(cases, key, "kid", kid, "kid is not");
    }
    for (String use : List.of("", "enc", "SIG", "sig ", "sig enc")) {
      change(cases, key, "use", use, "use is not sig");
    }
    for (Object operations :
        Arrays.asList(null, "verify", List.of(), List.of("sign"), List.of("verify", "encrypt"))) {
      change(cases, key, "key_ops", operations, "key_ops is not verify alone");
    }
    for (String secret : List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k")) {
      change(cases, key, secret, "AQAB", "it has a secret member");
    }
    for (String alg :
        List.of("", "none", "HS256", "ES384", "ES512", "ES256K", "PS384", "RSA-OAEP", "es256")) {
      change(cases, key, "alg", alg, "alg is not admitted");
    }
    for (String alg : List.of("ES256", "EdDSA", "PS256")) {
      if (!alg.equals(key.get("alg"))) {
        change(cases, key, "alg", alg, "kty is not");
      }
    }
    for (String kty : List.of("", "oct", "AKP", "ec", "rsa")) {
      change(cases, key, "kty", kty, "kty is not");
    }
  }

  private static void curve(List<Case> cases) {
    for (String curve : List.of("", "P-384", "P-521", "secp256k1", "p-256", "Ed25519")) {
      change(cases, EC, "crv", curve, "crv is not P-256");
    }
    byte[] x = new Base64URL((String) EC.get("x")).decode();
    for (String member : List.of("x", "y")) {
      change(cases, EC, member, base64(Arrays.copyOf(x, 31)), "of 32 bytes");
      change(cases, EC, member, base64(Arrays.copyOf(x, 33)), "of 32 bytes");
      change(cases, EC, member, "", "of 32 bytes");
      change(cases, EC, member, EC.get(member) + "=", "must be base64url");
      change(cases, EC, member, "+" + "A".repeat(42), "must be base64url");
      change(cases, EC, member, "A".repeat(42) + "B", "must be base64url");
      change(cases, EC, member, base64(new byte[32]), "ES256 needs a public key on P-256");
    }
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    change(cases, EC, "x", base64(ones), "ES256 needs a public key on P-256");
    change(cases, EC, "y", EC.get("x"), "ES256 needs a public key on P-256");
    change(cases, EC, "x", EC.get("y"), "ES256 needs a public key on P-256");
    Map<String, Object> origin = with(EC, "x", base64(new byte[32]));
    cases.add(
        new Case(
            "EC 0 0",
            with(origin, "y", base64(new byte[32])),
            "ES256 needs a public key on P-256"));
  }

  /** y of the points of order 1, 2, 4 and 8, and each with p added where that fits in 255 bits. */
  private static void edwards(List<Case> cases) {
    for (String curve : List.of("", "X25519", "Ed448", "ed25519", "P-256")) {
      change(cases, OKP, "crv", curve, "crv is not Ed25519");
    }
    change(cases, OKP, "x", base64(new byte[31]), "of 32 bytes");
    change(cases, OKP, "x", base64(new byte[33]), "of 32 bytes");
    List<BigInteger> small = new ArrayList<>(List.of(BigInteger.ZERO, BigInteger.ONE));
    small.add(P25519.subtract(BigInteger.ONE));
    BigInteger ofOrder8 =
        new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);
    small.add(ofOrder8);
    small.add(P25519.subtract(ofOrder8));
    small.add(P25519);
    small.add(P25519.add(BigInteger.ONE));
    for (BigInteger y : small) {
      for (boolean sign : new boolean[] {false, true}) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
          bytes[i] = y.shiftRight(8 * i).byteValue();
        }
        bytes[31] |= (byte) (sign ? 0x80 : 0);
        change(cases, OKP, "x", base64(bytes), "EdDSA needs a public key of Ed25519");
      }
    }
  }

  private static void modulus(List<Case> cases) {
    String need = "PS256 needs an RSA public key of";
    BigInteger n = new BigInteger(1, new Base64URL((String) RSA.get("n")).decode());
    change(cases, RSA, "n", number(n.shiftRight(1025).setBit(0)), need);
    change(cases, RSA, "n", number(n.shiftRight(1).setBit(0)), need);
    change(cases, RSA, "n", number(n.subtract(BigInteger.ONE)), need);
    change(cases, RSA, "n", number(n.shiftLeft(6152).setBit(0)), need);
    byte[] zero = new byte[257];
    System.arraycopy(new Base64URL((String) RSA.get("n")).decode(), 0, zero, 1, 256);
    change(cases, RSA, "n", base64(zero), "leading zero byte");
    for (long e : new long[] {1, 2, 3, 5, 17, 257, 65535, 65536, 1L << 32 | 1}) {
      change(cases, RSA, "e", number(BigInteger.valueOf(e)), "");
    }
    change(cases, RSA, "e", "AAEAAQ", "leading zero byte");
    change(cases, RSA, "e", "", "leading zero byte");
    change(cases, RSA, "e", "AQAB=", "base64url");
    change(cases, RSA, "e", RSA.get("n"), "");
  }

  @Test
  void there_are_more_than_200_of_them_and_no_two_are_one() {
    assertThat(CASES).hasSizeGreaterThan(200);
    assertThat(CASES).extracting(Case::key).doesNotHaveDuplicates();
  }

  @Test
  void reads_a_key_of_each_kind() {
    assertThat(PublishedKey.read(EC, ALL).algorithm()).isEqualTo(TokenAlgorithm.ES256);
    assertThat(PublishedKey.read(OKP, ALL).algorithm()).isEqualTo(TokenAlgorithm.EDDSA);
    assertThat(PublishedKey.read(RSA, ALL).algorithm()).isEqualTo(TokenAlgorithm.PS256);
    assertThat(PublishedKey.read(with(RSA, "alg", "RS256"), ALL).algorithm())
        .isEqualTo(TokenAlgorithm.RS256);
  }

  @Test
  void reads_a_key_whatever_else_is_said_of_it() {
    Map<String, Object> more = with(with(EC, "x5c", List.of("MII")), "key_ops", List.of("verify"));

    assertThat(PublishedKey.read(more, ALL).kid()).isEqualTo(EC.get("kid"));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void uses_no_key_that_is_not_clear(Case one) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PublishedKey.read(one.key(), ALL))
        .withMessageContaining(one.reason());
  }

  @Test
  void uses_no_algorithm_that_was_not_admitted() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PublishedKey.read(with(RSA, "alg", "RS256"), Set.of(TokenAlgorithm.PS256)))
        .withMessageContaining("alg is not admitted");
  }
}
