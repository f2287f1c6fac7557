package org.quantonium.secrets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/** Keys as operators give them: base64, and in a file of their own the bytes themselves too. */
final class SecretKey {
  private SecretKey() {}

  /**
   * The key that this text is base64 of; the end of its line does not count.
   *
   * @param place what holds it, for the remedy
   * @throws IllegalStateException if it is none, or of another length
   */
  static SecretBytes decode(String place, SecretBytes text, int length) {
    byte[] encoded = text.withoutLineEnd().expose();
    try {
      byte[] key = Base64.getDecoder().decode(encoded);
      if (key.length != length) {
        throw new IllegalStateException(
            place + " is base64 of " + key.length + " bytes; " + remedy(length));
      }
      SecretBytes decoded = SecretBytes.copyOf(key);
      Arrays.fill(key, (byte) 0);
      return decoded;
    } catch (IllegalArgumentException e) {
      // Without its cause, which would quote a character.
      throw new IllegalStateException(place + " is not base64; " + remedy(length));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /**
   * The key that a file holds: as many bytes as it is long, or base64.
   *
   * @throws IllegalStateException also for a text of just that length: somebody took hexadecimal
   *     digits or a pass phrase for a key. Of 10^13 random keys of 32 bytes one looks like that.
   */
  static SecretBytes read(String setting, Path file, int length) {
    SecretBytes content = SecretFile.whole(file);
    if (content.length() != length) {
      return decode("The file of " + setting, content, length);
    }
    byte[] bytes = content.expose();
    boolean text = true;
    for (byte b : bytes) {
      text &= b >= ' ' && b <= '~';
    }
    Arrays.fill(bytes, (byte) 0);
    if (text) {
      throw new IllegalStateException(
          "The file of " + setting + " holds " + length + " characters of text; " + remedy(length));
    }
    return content;
  }

  private static String remedy(int length) {
    return "a key has "
        + length
        + " random bytes, in base64: put the right one back, or make the first one with openssl"
        + " rand -base64 "
        + length;
  }
}
