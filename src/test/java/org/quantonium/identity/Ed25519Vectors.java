package org.quantonium.identity;

import static org.quantonium.identity.SignatureVector.MESSAGE;
import static org.quantonium.identity.SignatureVector.bytes;
import static org.quantonium.identity.SignatureVector.join;
import static org.quantonium.identity.SignatureVector.reversed;
import static org.quantonium.identity.SignatureVector.sign;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.EdDSAParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** EdDSA: S beyond the order, points that are none, other lengths, other variants. */
final class Ed25519Vectors {
  private static final BigInteger L =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  private final KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  private final byte[] genuine = sign("Ed25519", pair.getPrivate(), MESSAGE);
  private final byte[] r = Arrays.copyOf(genuine, 32);
  private final byte[] s = Arrays.copyOfRange(genuine, 32, 64);
  private final List<SignatureVector> rows = new ArrayList<>();

  private Ed25519Vectors() throws Exception {}

  static List<SignatureVector> rows() throws Exception {
    Ed25519Vectors vectors = new Ed25519Vectors();
    vectors.numbers();
    vectors.points();
    vectors.encodings();
    vectors.others();
    return vectors.rows;
  }

  static SignatureVector genuine() throws Exception {
    Ed25519Vectors v = new Ed25519Vectors();
    return SignatureVector.of(
        "EdDSA", "it is genuine", TokenAlgorithm.EDDSA, v.pair.getPublic(), v.genuine);
  }

  private void add(String name, String reason, byte[]... parts) {
    add(name, reason, pair.getPublic(), join(parts));
  }

  private void add(String name, String reason, PublicKey key, byte[] signature) {
    rows.add(SignatureVector.of("EdDSA, " + name, reason, TokenAlgorithm.EDDSA, key, signature));
  }

  private static byte[] little(BigInteger number) {
    return reversed(bytes(number, 32));
  }

  private void numbers() {
    BigInteger number = new BigInteger(1, reversed(s));
    for (int times = 1;
        number.add(L.multiply(BigInteger.valueOf(times))).bitLength() <= 256;
        times++) {
      BigInteger more = number.add(L.multiply(BigInteger.valueOf(times)));
      add("S + " + times + " L", "S is not below the order: a twin", r, little(more));
    }
    add("S zero", "S is not the signer's", r, new byte[32]);
    add("S one", "S is not the signer's", r, little(BigInteger.ONE));
    add("S L", "S is not below the order", r, little(L));
    add("S L - 1", "S is not the signer's", r, little(L.subtract(BigInteger.ONE)));
    add("L - S", "the sign is another", r, little(L.subtract(number)));
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    add("S of ones", "S is not below the order", r, ones);
    add("all ones", "R is no point, and S is not below the order", ones, ones);
    add("all zeros", "R has order 4, and S is not the signer's", new byte[64]);
  }

  private void points() {
    byte[] negative = r.clone();
    negative[31] ^= (byte) 0x80;
    add("R with the other sign", "R is another point", negative, s);
    List<BigInteger> special =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            P.subtract(BigInteger.ONE),
            P,
            P.add(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(255).subtract(BigInteger.ONE));
    for (BigInteger y : special) {
      for (boolean sign : new boolean[] {false, true}) {
        byte[] point = little(y);
        point[31] |= (byte) (sign ? 0x80 : 0);
        String name = "R with y " + y.toString(16) + (sign ? " and a sign" : "");
        add(name, "R is of small order, not canonical or no point", point, s);
        add(name + ", S zero", "the key is not of small order itself", point, new byte[32]);
      }
    }
  }

  private void encodings() {
    for (int length : new int[] {0, 1, 32, 57, 63}) {
      add(length + " bytes", "a signature has 64 bytes", Arrays.copyOf(genuine, length));
    }
    add("65 bytes", "a byte follows, which the JDK 17 reads over", genuine, new byte[1]);
    add("a zero before", "65 bytes", new byte[1], genuine);
    add("114 bytes", "that is Ed448's", Arrays.copyOf(genuine, 114));
    add("twice", "a second one follows", genuine, genuine);
    add("exchanged", "S before R", s, r);
    add("big-endian", "both parts are little-endian", reversed(r), reversed(s));
    for (int i = 0; i < 64; i += 4) {
      byte[] flipped = genuine.clone();
      flipped[i] ^= 1;
      add("bit 0 of byte " + i, "a bit is not the signer's", flipped);
    }
  }

  private void others() throws Exception {
    add(
        "Ed25519ph",
        "the message is hashed before",
        sign("EdDSA", new EdDSAParameterSpec(true), pair.getPrivate(), MESSAGE));
    add(
        "Ed25519ctx",
        "there is a context",
        sign("EdDSA", new EdDSAParameterSpec(false, new byte[] {1}), pair.getPrivate(), MESSAGE));
    add(
        "of a longer message",
        "the message is another",
        sign("Ed25519", pair.getPrivate(), join(MESSAGE, new byte[1])));
    KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    add("under another key", "the key is another", stranger.getPublic(), genuine);
    KeyPair ed448 = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
    add("Ed448", "the curve is another", sign("Ed448", ed448.getPrivate(), MESSAGE));
  }
}
