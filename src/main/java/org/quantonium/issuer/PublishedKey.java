package org.quantonium.issuer;

import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.VerificationKey;

/**
 * A key as RFC 7517 writes it, of which everything is said that tells what it is for: {@code kid},
 * {@code use}, {@code alg} and {@code kty}. Nothing is guessed.
 */
final class PublishedKey {
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  /** Whoever publishes one of these has no secret any more. */
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private static final int FIELD_BYTES = 32;

  private PublishedKey() {}

  /**
   * The key.
   *
   * @param members as a JSON parser gives them
   * @throws IllegalArgumentException that says why it is not used
   */
  static VerificationKey read(Map<?, ?> members, Set<TokenAlgorithm> admitted) {
    String kid = text(members, "kid");
    if (!KEY_ID.matcher(kid).matches()) {
      throw new IllegalArgumentException("kid is not 1 to 128 characters of base64url");
    }
    if (!text(members, "use").equals("sig")) {
      throw new IllegalArgumentException("use is not sig");
    }
    if (members.containsKey("key_ops") && !List.of("verify").equals(members.get("key_ops"))) {
      throw new IllegalArgumentException("key_ops is not verify alone");
    }
    if (PRIVATE.stream().anyMatch(members::containsKey)) {
      throw new IllegalArgumentException("it has a secret member");
    }
    TokenAlgorithm algorithm =
        TokenAlgorithm.foreign(text(members, "alg"))
            .filter(admitted::contains)
            .orElseThrow(() -> new IllegalArgumentException("alg is not admitted"));
    try {
      return new VerificationKey(
          kid,
          algorithm,
          switch (algorithm) {
            case ES256 -> onP256(members);
            case EDDSA -> ed25519(members);
            case PS256, RS256 -> rsa(members);
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it is no key", e);
    }
  }

  private static PublicKey onP256(Map<?, ?> members) throws GeneralSecurityException {
    is(members, "kty", "EC");
    is(members, "crv", "P-256");
    ECPoint point =
        new ECPoint(new BigInteger(1, field(members, "x")), new BigInteger(1, field(members, "y")));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, Curve.P_256.toECParameterSpec()));
  }

  /** The last bit says which x, the others are y, least significant byte first (RFC 8032). */
  private static PublicKey ed25519(Map<?, ?> members) throws GeneralSecurityException {
    is(members, "kty", "OKP");
    is(members, "crv", "Ed25519");
    byte[] encoded = field(members, "x");
    byte[] y = new byte[FIELD_BYTES];
    for (int i = 0; i < FIELD_BYTES; i++) {
      y[i] = encoded[FIELD_BYTES - 1 - i];
    }
    boolean odd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y))));
  }

  private static PublicKey rsa(Map<?, ?> members) throws GeneralSecurityException {
    is(members, "kty", "RSA");
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(number(members, "n"), number(members, "e")));
  }

  /** Base64urlUInt: no zero byte before it (RFC 7518, 2). */
  private static BigInteger number(Map<?, ?> members, String name) {
    byte[] bytes = bytes(members, name);
    if (bytes.length == 0 || bytes[0] == 0) {
      throw new IllegalArgumentException(name + " is not a number in its shortest form");
    }
    return new BigInteger(1, bytes);
  }

  private static byte[] field(Map<?, ?> members, String name) {
    byte[] bytes = bytes(members, name);
    if (bytes.length != FIELD_BYTES) {
      throw new IllegalArgumentException(name + " has not 32 bytes");
    }
    return bytes;
  }

  private static byte[] bytes(Map<?, ?> members, String name) {
    String text = text(members, name);
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is not base64url", e);
    }
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException(name + " is not canonical base64url");
    }
    return bytes;
  }

  private static void is(Map<?, ?> members, String name, String value) {
    if (!text(members, name).equals(value)) {
      throw new IllegalArgumentException(name + " is not " + value);
    }
  }

  private static String text(Map<?, ?> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + " is no text, or not there");
  }
}
