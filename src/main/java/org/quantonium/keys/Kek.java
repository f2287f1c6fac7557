package org.quantonium.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quantonium.secrets.SecretBytes;

/** A key-encryption key, and the name by which rows say that it sealed them. */
final class Kek {
  private static final byte[] LABEL = "quantonium: name of a key-encryption key".getBytes(US_ASCII);
  private static final int ID_BYTES = 8;

  private final SecretBytes key;
  private final String id;

  Kek(SecretBytes key) {
    this.key = key;
    this.id = id(key);
  }

  /** HMAC-SHA-256 of a label: of a key of 256 random bits it tells nothing. */
  private static String id(SecretBytes key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.expose(), "HmacSHA256"));
      return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(LABEL), ID_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
    }
  }

  /** 16 hexadecimal digits; no secret. */
  String id() {
    return id;
  }

  byte[] seal(String kid, String algorithm, SecretBytes plain) {
    return Envelope.seal(key, kid, algorithm, plain.expose());
  }

  SecretBytes open(StoredKey row) throws Envelope.UnsealException {
    return Envelope.open(key, row.kid(), row.algorithm(), row.sealed);
  }

  boolean isSameAs(Kek other) {
    return key.equals(other.key);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Kek[" + id + "]";
  }
}
