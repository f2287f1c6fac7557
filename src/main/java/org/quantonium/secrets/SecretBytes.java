package org.quantonium.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Secret bytes: no printable form, constant-time equality, one way out ({@link #expose}).
 *
 * <p>Not a record: a record would print and compare its content.
 */
public final class SecretBytes {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies; the caller may wipe its own array. */
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /** The first bytes of an array, copied. */
  static SecretBytes copyOf(byte[] bytes, int length) {
    return new SecretBytes(Arrays.copyOf(bytes, length));
  }

  /** UTF-8 of a text, where a setting or a driver knows no better. */
  static SecretBytes ofText(String text) {
    return new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text that this is UTF-8 of: only for what is no secret, a ciphertext. */
  String asText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Fresh bytes from {@link SecureRandom}. */
  public static SecretBytes random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /** A copy of the content: the only way out, to be handed to a cipher and to nothing else. */
  public byte[] expose() {
    return bytes.clone();
  }

  /** The same, but for the end of its last line; of several lines it keeps the others. */
  SecretBytes withoutLineEnd() {
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\n') {
      end--;
    }
    if (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    return new SecretBytes(Arrays.copyOf(bytes, end));
  }

  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes that && MessageDigest.isEqual(bytes, that.bytes);
  }

  /** The same for all of one length: a hash of the content would leak it. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(new int[] {bytes.length});
  }

  @Override
  public String toString() {
    return "SecretBytes[" + bytes.length + " bytes]";
  }
}
