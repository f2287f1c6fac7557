package org.quantonium.identity;

import static org.quantonium.identity.SignatureVector.MESSAGE;
import static org.quantonium.identity.SignatureVector.bytes;
import static org.quantonium.identity.SignatureVector.join;
import static org.quantonium.identity.SignatureVector.sign;

import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ES256: numbers out of range, other encodings, other digests, other keys. */
final class EcdsaVectors {
  private static final BigInteger N = Curve.P_256.toECParameterSpec().getOrder();
  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final String RAW = "SHA256withECDSAinP1363Format";

  private final ECKey pair = new ECKeyGenerator(Curve.P_256).generate();
  private final ECPublicKey key = pair.toECPublicKey();
  private final byte[] genuine = sign(RAW, pair.toECPrivateKey(), MESSAGE);
  private final byte[] r = Arrays.copyOfRange(genuine, 0, 32);
  private final byte[] s = Arrays.copyOfRange(genuine, 32, 64);
  private final List<SignatureVector> rows = new ArrayList<>();

  private EcdsaVectors() throws Exception {}

  static List<SignatureVector> rows() throws Exception {
    EcdsaVectors vectors = new EcdsaVectors();
    vectors.numbers();
    vectors.encodings();
    vectors.others();
    return vectors.rows;
  }

  static SignatureVector genuine() throws Exception {
    EcdsaVectors v = new EcdsaVectors();
    return SignatureVector.of("ES256", "it is genuine", TokenAlgorithm.ES256, v.key, v.genuine);
  }

  private void add(String name, String reason, PublicKey under, byte[]... parts) {
    rows.add(
        SignatureVector.of("ES256, " + name, reason, TokenAlgorithm.ES256, under, join(parts)));
  }

  private void numbers() {
    Map<String, BigInteger> special = new LinkedHashMap<>();
    special.put("0", BigInteger.ZERO);
    special.put("1", BigInteger.ONE);
    special.put("2", BigInteger.TWO);
    special.put("2^128", BigInteger.ONE.shiftLeft(128));
    special.put("n - 1", N.subtract(BigInteger.ONE));
    special.put("n", N);
    special.put("n + 1", N.add(BigInteger.ONE));
    special.put("p - n", P.subtract(N));
    special.put("p", P);
    special.put("2^256 - 1", BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
    special.forEach(
        (a, first) -> {
          special.forEach(
              (b, second) ->
                  add(
                      "r " + a + ", s " + b,
                      reason(first, second),
                      key,
                      bytes(first, 32),
                      bytes(second, 32)));
          add("r " + a, reason(first, BigInteger.ONE), key, bytes(first, 32), s);
          add("s " + a, reason(BigInteger.ONE, first), key, r, bytes(first, 32));
        });
    BigInteger minus = BigInteger.ONE.shiftLeft(256).subtract(new BigInteger(1, r));
    add("r negated", "r is the complement of two of the genuine one", key, bytes(minus, 32), s);
    add("n - r", "only s has a twin", key, bytes(N.subtract(new BigInteger(1, r)), 32), s);
  }

  private static String reason(BigInteger r, BigInteger s) {
    if (r.signum() == 0 || s.signum() == 0) {
      return "a number is zero";
    }
    return r.compareTo(N) >= 0 || s.compareTo(N) >= 0
        ? "a number is not below the order"
        : "a constant cannot depend on the message and the private key";
  }

  private void encodings() throws Exception {
    byte[] zero = new byte[1];
    for (int length : new int[] {0, 1, 31, 32, 33, 62, 63}) {
      add(length + " bytes", "two numbers take 64 bytes", key, Arrays.copyOf(genuine, length));
    }
    add("65 bytes", "a byte follows", key, genuine, zero);
    add("a zero before", "65 bytes", key, zero, genuine);
    add("both with a zero before", "numbers of 33 bytes", key, zero, r, zero, s);
    add("both with a zero behind", "numbers of 33 bytes", key, r, zero, s, zero);
    add("of 48 bytes each", "that is ES384's", key, new byte[16], r, new byte[16], s);
    add("of 66 bytes each", "that is ES512's", key, new byte[34], r, new byte[34], s);
    add("twice", "a second one follows", key, genuine, genuine);
    add("exchanged", "s before r", key, s, r);
    byte[] der = ECDSA.transcodeSignatureToDER(genuine);
    add("DER", "JWS has the plain numbers", key, der);
    add("DER and zeros", "JWS has the plain numbers", key, der, new byte[2]);
    add(
        "DER's content",
        "without its tag, but with theirs",
        key,
        Arrays.copyOfRange(der, 2, der.length));
    byte[] zeros = {0x30, 6, 2, 1, 0, 2, 1, 0};
    add("DER of zeros", "CVE-2022-21449 in the other encoding", key, zeros);
    add("64 bytes that are DER", "they are read as numbers", key, zeros, new byte[56]);
    for (int i = 0; i < 64; i += 4) {
      byte[] flipped = genuine.clone();
      flipped[i] ^= 1;
      add("bit 0 of byte " + i, "a bit is not the signer's", key, flipped);
    }
  }

  private void others() throws Exception {
    for (String digest : List.of("SHA1", "SHA224", "SHA384", "SHA512", "SHA3-256")) {
      byte[] other = sign(digest + "withECDSAinP1363Format", pair.toECPrivateKey(), MESSAGE);
      add("over " + digest, "the digest is another", key, other);
    }
    add(
        "of a longer message",
        "the message is another",
        key,
        sign(RAW, pair.toECPrivateKey(), join(MESSAGE, new byte[1])));
    add("of nothing", "the message is another", key, sign(RAW, pair.toECPrivateKey(), new byte[0]));
    ECPublicKey stranger = new ECKeyGenerator(Curve.P_256).generate().toECPublicKey();
    add("under another key", "the key is another", stranger, genuine);
    ECPoint w = key.getW();
    PublicKey mirrored =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(w.getAffineX(), P.subtract(w.getAffineY())), key.getParams()));
    add("under the negative key", "the key is the point with the other y", mirrored, genuine);
    add(
        "by a key on P-384",
        "the curve is another",
        key,
        sign(
            "SHA256withECDSAinP1363Format",
            new ECKeyGenerator(Curve.P_384).generate().toECPrivateKey(),
            MESSAGE));
  }
}
