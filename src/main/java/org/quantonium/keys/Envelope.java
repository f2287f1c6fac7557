package org.quantonium.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.quantonium.secrets.SecretBytes;

/**
 * Seals a private key under the key-encryption key: AES-256-GCM, a fresh 96-bit nonce, 128-bit tag.
 *
 * <pre>
 * sealed = version (1 byte, 01) || nonce (12 bytes) || ciphertext || tag (16 bytes)
 * associated data = kid || 0A || algorithm || 0A || version
 * </pre>
 *
 * <p>The associated data binds an envelope to its row: one moved to another kid or algorithm does
 * not open. Random nonces are safe for 2^32 seals under one key (SP 800-38D, 8.3).
 */
final class Envelope {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Envelope() {}

  static byte[] seal(SecretBytes kek, String kid, String algorithm, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, kek, nonce, kid, algorithm).doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not to be had", e);
    }
  }

  /**
   * Opens an envelope.
   *
   * @throws UnsealException if the key-encryption key, the kid, the algorithm or any byte is not
   *     what it was sealed with
   */
  static SecretBytes open(SecretBytes kek, String kid, String algorithm, byte[] sealed)
      throws UnsealException {
    if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
      throw new UnsealException(kid, null);
    }
    byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
    byte[] plain = null;
    try {
      plain =
          cipher(Cipher.DECRYPT_MODE, kek, nonce, kid, algorithm)
              .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
      return SecretBytes.copyOf(plain);
    } catch (GeneralSecurityException e) {
      throw new UnsealException(kid, e);
    } finally {
      if (plain != null) {
        Arrays.fill(plain, (byte) 0);
      }
    }
  }

  private static Cipher cipher(
      int mode, SecretBytes kek, byte[] nonce, String kid, String algorithm)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(kek.expose(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((kid + "\n" + algorithm + "\n" + VERSION).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** The envelope does not open: another key-encryption key, or the row was altered. */
  static final class UnsealException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsealException(String message) {
      super(message);
    }

    UnsealException(String kid, Throwable cause) {
      super(
          "The sealed key "
              + kid
              + " does not open with this key-encryption key: restore the kek file that belongs to"
              + " this database, or restore the row from a backup",
          cause);
    }
  }
}
