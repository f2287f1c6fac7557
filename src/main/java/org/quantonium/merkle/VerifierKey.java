package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The Ed25519 key that verifies a C2SP signed note.
 *
 * <pre>
 *   ledger.example/audit + 2a52108c + AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4
 *   name                   key id     base64(01 || public key)        (without the spaces)
 *
 *   key id = SHA-256(name || 0a || 01 || public key), its first 4 bytes
 * </pre>
 *
 * <p>Equal if their texts are.
 *
 * @param name 1 to 255 characters, no white space, no '+'
 * @param publicKey 32 bytes, as RFC 8032 encodes the point
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by value
public record VerifierKey(String name, byte[] publicKey) {
  private static final byte ED25519 = 1;
  private static final int SIGNATURE_BYTES = 64;

  public VerifierKey {
    Syntax.name(name, "The key's name");
    publicKey = Syntax.hash(publicKey, "The public key");
    try {
      verifier(publicKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The public key is not a point of Ed25519", e);
    }
  }

  /**
   * Reads what {@link #toString} writes and nothing else.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static VerifierKey parse(String text) {
    String[] parts = text.split("\\+", 3); // base64 has '+' too
    if (parts.length != 3) {
      throw new IllegalArgumentException("The key is not name+hash+base64");
    }
    byte[] typed = Syntax.base64(parts[2], "The public key");
    if (typed.length != 1 + Hashes.BYTES || typed[0] != ED25519) {
      throw new IllegalArgumentException("The key is not an Ed25519 key");
    }
    VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!key.toString().equals(text)) {
      throw new IllegalArgumentException("The key's hash is not that of its name and bytes");
    }
    return key;
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The first 4 bytes of a hash: it says which key, it does not vouch for it. */
  public byte[] keyId() {
    MessageDigest digest = Hashes.sha256();
    digest.update(name.getBytes(UTF_8));
    digest.update((byte) '\n');
    digest.update(typed());
    return Arrays.copyOf(digest.digest(), 4);
  }

  /** Whether the holder of the private key signed that message; false for a malformed signature. */
  public boolean verifies(byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false; // Java ignores what follows the 64 bytes
    }
    try {
      Signature verifier = verifier(publicKey);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false; // a number that is not below the group's order
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The constructor has seen that this key is good", e);
    }
  }

  /** The text that is given to those who verify. */
  @Override
  public String toString() {
    return name + "+" + HexFormat.of().formatHex(keyId()) + "+" + Syntax.base64(typed());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  private byte[] typed() {
    byte[] typed = new byte[1 + Hashes.BYTES];
    typed[0] = ED25519;
    System.arraycopy(publicKey, 0, typed, 1, Hashes.BYTES);
    return typed;
  }

  /** RFC 8032, 5.1.2: y in little-endian order, and the parity of x in the highest bit. */
  private static Signature verifier(byte[] point) throws GeneralSecurityException {
    byte[] y = new byte[Hashes.BYTES];
    for (int i = 0; i < y.length; i++) {
      y[i] = point[y.length - 1 - i];
    }
    boolean odd = y[0] < 0;
    y[0] &= 0x7f;
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y))));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    return verifier;
  }
}
