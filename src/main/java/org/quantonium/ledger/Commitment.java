package org.quantonium.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Personal data as an entry shows it: an HMAC-SHA-256 of the value under a salt of its own.
 *
 * <p>Whoever is given value and salt can check the text; once the salt is erased, nobody can find
 * the value by trying all that there are.
 */
final class Commitment {
  /** Length of a salt. */
  static final int SALT_BYTES = 32;

  private final String value;
  private final byte[] salt;

  /**
   * @param salt 32 random bytes, used for nothing else
   */
  Commitment(String value, byte[] salt) {
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
    }
    this.value = value;
    this.salt = salt.clone();
  }

  /** A commitment under a fresh salt. */
  static Commitment to(String value, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new Commitment(value, salt);
  }

  String value() {
    return value;
  }

  byte[] salt() {
    return salt.clone();
  }

  /** Base64 of HMAC-SHA-256(key = salt, message = the value's UTF-8 bytes), 44 characters. */
  String text() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
    }
  }

  /** Tells neither value nor salt. */
  @Override
  public String toString() {
    return "Commitment[" + text() + "]";
  }
}
