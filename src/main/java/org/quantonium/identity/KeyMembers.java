package org.quantonium.identity;

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
import java.util.Map;

/**
 * The members of a JWK that make a public key (RFC 7518, 6, and RFC 8037, 2), each in its one form.
 */
public final class KeyMembers {
  private static final int FIELD_BYTES = 32;

  private KeyMembers() {}

  /**
   * The key of the kind that an algorithm needs; members that do not make it are not looked at.
   *
   * @param members as a JSON parser gives them
   * @return a key that may still not {@linkplain VerificationKey fit}
   * @throws IllegalArgumentException that says which member is wrong
   */
  public static PublicKey publicKey(TokenAlgorithm algorithm, Map<?, ?> members) {
    try {
      return switch (algorithm) {
        case ES256 -> onP256(members);
        case EDDSA -> ed25519(members);
        case PS256, RS256 -> rsa(members);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("is no key of its kind", e);
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
      throw new IllegalArgumentException(name + " must be a number without a leading zero byte");
    }
    return new BigInteger(1, bytes);
  }

  private static byte[] field(Map<?, ?> members, String name) {
    byte[] bytes = bytes(members, name);
    if (bytes.length != FIELD_BYTES) {
      throw new IllegalArgumentException(name + " must be base64url, without padding, of 32 bytes");
    }
    return bytes;
  }

  private static byte[] bytes(Map<?, ?> members, String name) {
    return Base64Text.decode(text(members, name))
        .orElseThrow(
            () -> new IllegalArgumentException(name + " must be base64url, without padding"));
  }

  private static void is(Map<?, ?> members, String name, String value) {
    if (!text(members, name).equals(value)) {
      throw new IllegalArgumentException(name + " is not " + value);
    }
  }

  /**
   * A member that is a text.
   *
   * @throws IllegalArgumentException if it is none, or not there
   */
  public static String text(Map<?, ?> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + " must be a string");
  }
}
