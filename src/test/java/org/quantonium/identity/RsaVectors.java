package org.quantonium.identity;

import static org.quantonium.identity.SignatureVector.MESSAGE;
import static org.quantonium.identity.SignatureVector.bytes;
import static org.quantonium.identity.SignatureVector.join;
import static org.quantonium.identity.SignatureVector.sign;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** PS256 and RS256: other salts, digests and paddings, and numbers out of range. */
final class RsaVectors {
  private static final int BYTES = 256;

  /** DER of a DigestInfo for SHA-256, up to the digest (RFC 8017, 9.2, note 1). */
  private static final byte[] SHA256 =
      HexFormat.of().parseHex("3031300d060960864801650304020105000420");

  private final KeyPair pair;
  private final RSAPublicKey key;
  private final byte[] pss;
  private final byte[] pkcs1;
  private final List<SignatureVector> rows = new ArrayList<>();

  private RsaVectors() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(8 * BYTES);
    pair = generator.generateKeyPair();
    key = (RSAPublicKey) pair.getPublic();
    pss = pss("SHA-256", MGF1ParameterSpec.SHA256, 32, MESSAGE);
    pkcs1 = sign("SHA256withRSA", pair.getPrivate(), MESSAGE);
  }

  static List<SignatureVector> rows() throws Exception {
    RsaVectors vectors = new RsaVectors();
    vectors.salts();
    vectors.paddings();
    vectors.numbers(TokenAlgorithm.PS256, vectors.pss);
    vectors.numbers(TokenAlgorithm.RS256, vectors.pkcs1);
    return vectors.rows;
  }

  static List<SignatureVector> genuine() throws Exception {
    RsaVectors v = new RsaVectors();
    return List.of(
        SignatureVector.of("PS256", "it is genuine", TokenAlgorithm.PS256, v.key, v.pss),
        SignatureVector.of("RS256", "it is genuine", TokenAlgorithm.RS256, v.key, v.pkcs1),
        SignatureVector.of(
            "RS256 by hand",
            "so are those that the table makes of another padding",
            TokenAlgorithm.RS256,
            v.key,
            v.padded(v.block(SHA256, v.digest()))));
  }

  private void add(TokenAlgorithm algorithm, String name, String reason, byte[]... parts) {
    add(algorithm, name, reason, key, join(parts));
  }

  private void add(
      TokenAlgorithm algorithm, String name, String reason, PublicKey under, byte[] signature) {
    rows.add(
        SignatureVector.of(algorithm.label() + ", " + name, reason, algorithm, under, signature));
  }

  private byte[] pss(String digest, MGF1ParameterSpec mask, int salt, byte[] message) {
    return sign(
        "RSASSA-PSS",
        new PSSParameterSpec(digest, "MGF1", mask, salt, 1),
        pair.getPrivate(),
        message);
  }

  private void salts() throws Exception {
    for (int salt : new int[] {0, 1, 8, 16, 20, 28, 31, 33, 48, 64, BYTES - 34}) {
      add(
          TokenAlgorithm.PS256,
          "salt of " + salt + " bytes",
          "a salt is as long as the digest",
          pss("SHA-256", MGF1ParameterSpec.SHA256, salt, MESSAGE));
    }
    for (MGF1ParameterSpec mask :
        List.of(MGF1ParameterSpec.SHA1, MGF1ParameterSpec.SHA384, MGF1ParameterSpec.SHA512)) {
      add(
          TokenAlgorithm.PS256,
          "mask by " + mask.getDigestAlgorithm(),
          "the mask is made with the same digest",
          pss("SHA-256", mask, 32, MESSAGE));
    }
    for (String digest : List.of("SHA-1", "SHA-224", "SHA-384", "SHA-512", "SHA-512/256")) {
      add(
          TokenAlgorithm.PS256,
          "over " + digest,
          "the digest is another",
          pss(digest, MGF1ParameterSpec.SHA256, 32, MESSAGE));
      if (!digest.contains("/")) {
        add(
            TokenAlgorithm.RS256,
            "over " + digest,
            "the digest is another",
            sign(digest.replace("-", "") + "withRSA", pair.getPrivate(), MESSAGE));
      }
    }
    add(TokenAlgorithm.PS256, "RS256's", "the padding is another", pkcs1);
    add(TokenAlgorithm.RS256, "PS256's", "the padding is another", pss);
  }

  /** Padding of PKCS 1, version 1.5, by somebody who has the key and no care. */
  private void paddings() throws Exception {
    byte[] info = join(SHA256, digest());
    byte[] longForm = HexFormat.of().parseHex("308131300d060960864801650304020105000420");
    byte[] sha1 = HexFormat.of().parseHex("3021300906052b0e03021a05000414");
    byte[] ones = new byte[BYTES - 3 - info.length];
    Arrays.fill(ones, (byte) 0xff);
    byte[] one = {1};
    byte[] zero = {0};
    padded("block type 0", "the type is 1", zero, zero, ones, zero, info);
    padded("block type 2", "that is for encryption", zero, new byte[] {2}, ones, zero, info);
    padded("a first byte of 1", "the first byte is 0", one, one, ones, zero, info);
    padded(
        "a 0 within",
        "filled with FF alone",
        zero,
        one,
        Arrays.copyOf(ones, 8),
        new byte[ones.length - 8],
        zero,
        info);
    padded("no end", "a 0 ends the filling", zero, one, ones, one, info);
    padded(
        "eight FF, then the rest behind",
        "nothing follows the digest",
        zero,
        one,
        Arrays.copyOf(ones, 8),
        zero,
        info,
        new byte[ones.length - 8]);
    padded(
        "a byte behind",
        "nothing follows the digest",
        zero,
        one,
        Arrays.copyOf(ones, ones.length - 1),
        zero,
        info,
        one);
    padded(
        "no filling", "nothing follows the digest", zero, one, zero, info, new byte[ones.length]);
    padded("digest alone", "what digest it is must be said", block(new byte[0], digest()));
    padded("message in clear", "it is to be a digest", block(new byte[0], MESSAGE));
    padded("length in long form", "DER has one form", block(longForm, digest()));
    padded("called SHA-1", "the digest is another", block(sha1, digest()));
    padded(
        "SHA-1 in truth",
        "the digest is another",
        block(sha1, MessageDigest.getInstance("SHA-1").digest(MESSAGE)));
    padded(
        "digest cut short", "31 bytes are no digest", block(SHA256, Arrays.copyOf(digest(), 31)));
    padded("all FF", "there is nothing in it", zero, one, ones, new byte[info.length + 1]);
  }

  private void padded(String name, String reason, byte[]... parts) {
    add(TokenAlgorithm.RS256, name, reason, padded(join(parts)));
  }

  private byte[] digest() throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(MESSAGE);
  }

  private byte[] block(byte[] info, byte[] content) {
    byte[] ones = new byte[BYTES - 3 - info.length - content.length];
    Arrays.fill(ones, (byte) 0xff);
    return join(new byte[] {0, 1}, ones, new byte[1], info, content);
  }

  /** The block as the private key makes a signature of it. */
  private byte[] padded(byte[] block) {
    return bytes(
        new BigInteger(1, block)
            .modPow(((RSAPrivateKey) pair.getPrivate()).getPrivateExponent(), key.getModulus()),
        BYTES);
  }

  private void numbers(TokenAlgorithm algorithm, byte[] genuine) throws Exception {
    BigInteger n = key.getModulus();
    BigInteger number = new BigInteger(1, genuine);
    List<BigInteger> special =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            n.subtract(BigInteger.ONE),
            n,
            n.add(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(8 * BYTES).subtract(BigInteger.ONE));
    for (int i = 0; i < special.size(); i++) {
      add(algorithm, "number " + i, "a constant, or not below n", bytes(special.get(i), BYTES));
    }
    add(algorithm, "n - the number", "the sign is another", bytes(n.subtract(number), BYTES));
    add(algorithm, "n + the number", "it is not below n", bytes(n.add(number), BYTES + 1));
    add(algorithm, "a zero before", "it has a byte too many", new byte[1], genuine);
    add(algorithm, "a zero behind", "it has a byte too many", genuine, new byte[1]);
    add(algorithm, "twice", "a second one follows", genuine, genuine);
    for (int length : new int[] {0, 1, 32, 64, 128, BYTES - 1}) {
      add(algorithm, length + " bytes", "it is cut short", Arrays.copyOf(genuine, length));
    }
    for (int i = 0; i < BYTES; i += 32) {
      byte[] flipped = genuine.clone();
      flipped[i + 31] ^= 1;
      add(algorithm, "bit 0 of byte " + (i + 31), "a bit is not the signer's", flipped);
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(8 * BYTES);
    add(
        algorithm,
        "under another key",
        "the key is another",
        generator.generateKeyPair().getPublic(),
        genuine);
  }
}
