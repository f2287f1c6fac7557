package org.quantonium.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes that are no signature of {@link #MESSAGE} by an algorithm and under a key.
 *
 * @param name unique
 * @param reason why they are none
 * @param hex the bytes
 */
record SignatureVector(
    String name, String reason, TokenAlgorithm algorithm, PublicKey key, String hex) {
  static final byte[] MESSAGE = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0".getBytes(US_ASCII);

  static SignatureVector of(
      String name, String reason, TokenAlgorithm algorithm, PublicKey key, byte[] signature) {
    return new SignatureVector(name, reason, algorithm, key, HexFormat.of().formatHex(signature));
  }

  /** Whether it is taken for one. */
  boolean verifies() throws Exception {
    return algorithm.verifies(key, MESSAGE, HexFormat.of().parseHex(hex));
  }

  /** What the JDK signs. */
  static byte[] sign(String algorithm, PrivateKey key, byte[] message) {
    return sign(algorithm, null, key, message);
  }

  static byte[] sign(
      String algorithm, AlgorithmParameterSpec parameters, PrivateKey key, byte[] message) {
    try {
      Signature signer = Signature.getInstance(algorithm);
      if (parameters != null) {
        signer.setParameter(parameters);
      }
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many bytes, big-endian. */
  static byte[] bytes(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] bytes = new byte[length];
    int size = Math.min(length, signed.length);
    System.arraycopy(signed, signed.length - size, bytes, length - size, size);
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    byte[] joined = new byte[0];
    for (byte[] part : parts) {
      int length = joined.length;
      joined = Arrays.copyOf(joined, length + part.length);
      System.arraycopy(part, 0, joined, length, part.length);
    }
    return joined;
  }

  static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  @Override
  public String toString() {
    return name + ": " + reason;
  }
}
