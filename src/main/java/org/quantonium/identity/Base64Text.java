package org.quantonium.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 7515, 2), in the one form that each sequence of bytes has. */
final class Base64Text {
  private Base64Text() {}

  /**
   * The bytes of a text; empty if it is not canonical.
   *
   * <p>Encoded again, since the decoder of the JDK ignores padding and the last character's spare
   * bits: two texts would be one token.
   */
  static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return Optional.of(bytes).filter(decoded -> encode(decoded).equals(text));
    } catch (IllegalArgumentException notBase64Url) {
      return Optional.empty();
    }
  }

  /** The SHA-256 digest of that, 43 characters. */
  static String digest(byte[] bytes) {
    try {
      return encode(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
