package org.quantonium.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.crypto.utils.ECChecks;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The allow-list of signature algorithms: one row each, with the one kind of key that it goes with.
 * A key has one algorithm, and verifies signatures of no other.
 */
public enum TokenAlgorithm {
  /** ECDSA on P-256 with SHA-256 (RFC 7518, 3.4). */
  ES256("ES256", "a public key on P-256") {
    @Override
    boolean fits(PublicKey key) {
      return key instanceof ECPublicKey ec
          && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))
          && ECChecks.isPointOnCurve(ec, ec.getParams());
    }

    @Override
    boolean verifies(PublicKey key, byte[] signed, byte[] signature) throws JOSEException {
      return new ECDSAVerifier((ECPublicKey) key)
          .verify(new JWSHeader(jws()), signed, Base64URL.encode(signature));
    }
  },

  /** Ed25519 (RFC 8037, 3.1). By the JDK: Nimbus would want Tink for it. */
  EDDSA("EdDSA", "a public key of Ed25519") {
    @Override
    boolean fits(PublicKey key) {
      return key instanceof EdECPublicKey ed
          && ed.getParams().getName().equals("Ed25519")
          && Edwards25519.isOfLargeOrder(ed.getPoint())
          && isPoint(ed);
    }

    @Override
    boolean verifies(PublicKey key, byte[] signed, byte[] signature)
        throws GeneralSecurityException {
      if (signature.length != ED25519_BYTES) {
        // The JDK 17 reads the first 64 bytes and lets others follow: two texts would be one token.
        return false;
      }
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(signed);
      try {
        return verifier.verify(signature);
      } catch (SignatureException notOfItsForm) {
        return false;
      }
    }
  },

  /** RSASSA-PSS with SHA-256 (RFC 7518, 3.5). */
  PS256("PS256", "an RSA public key of 2048 to 8192 bits with an odd exponent of 17 to 32") {
    @Override
    boolean fits(PublicKey key) {
      return isGoodRsa(key);
    }

    @Override
    boolean verifies(PublicKey key, byte[] signed, byte[] signature) throws JOSEException {
      return new RSASSAVerifier((RSAPublicKey) key)
          .verify(new JWSHeader(jws()), signed, Base64URL.encode(signature));
    }
  },

  /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, 3.3): of other issuers, if that is asked for. */
  RS256("RS256", "an RSA public key of 2048 to 8192 bits with an odd exponent of 17 to 32") {
    @Override
    boolean fits(PublicKey key) {
      return isGoodRsa(key);
    }

    @Override
    boolean verifies(PublicKey key, byte[] signed, byte[] signature) throws JOSEException {
      return new RSASSAVerifier((RSAPublicKey) key)
          .verify(new JWSHeader(jws()), signed, Base64URL.encode(signature));
    }
  };

  private static final int ED25519_BYTES = 64;

  private final String label;
  private final String need;

  TokenAlgorithm(String label, String need) {
    this.label = label;
    this.need = need;
  }

  /** The algorithm of this name that this service itself may use; empty if it is none of them. */
  public static Optional<TokenAlgorithm> of(String label) {
    return foreign(label).filter(a -> a != RS256);
  }

  /** The names of those that this service and its clients use. */
  public static List<String> labels() {
    return Arrays.stream(values()).filter(a -> a != RS256).map(TokenAlgorithm::label).toList();
  }

  /** The algorithm of this name that another issuer may use; empty if it is not on the list. */
  public static Optional<TokenAlgorithm> foreign(String label) {
    return Arrays.stream(values()).filter(a -> a.label.equals(label)).findFirst();
  }

  /** The JDK looks only when a key is used whether it is a point at all. */
  private static boolean isPoint(EdECPublicKey key) {
    try {
      Signature.getInstance("Ed25519").initVerify(key);
      return true;
    } catch (InvalidKeyException no) {
      return false;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Exponents of an issuer's choice cost processor time, and small ones have helped forgers; every
   * library makes 65,537.
   */
  private static boolean isGoodRsa(PublicKey key) {
    return key instanceof RSAPublicKey rsa
        && rsa.getModulus().bitLength() >= 2048
        && rsa.getModulus().bitLength() <= 8192
        && rsa.getModulus().testBit(0)
        && rsa.getPublicExponent().testBit(0)
        && rsa.getPublicExponent().bitLength() >= 17
        && rsa.getPublicExponent().bitLength() <= 32;
  }

  /** The value of {@code alg}. */
  public String label() {
    return label;
  }

  /** The same for the library. */
  public JWSAlgorithm jws() {
    return JWSAlgorithm.parse(label);
  }

  /** What a key for it must be, in words. */
  String need() {
    return need;
  }

  /** Whether a key is of the kind that this algorithm needs. */
  abstract boolean fits(PublicKey key);

  /**
   * Whether a signature is one of these bytes under this key. The header that the library gets is
   * made of the algorithm alone, so that nothing in a token can steer it.
   */
  abstract boolean verifies(PublicKey key, byte[] signed, byte[] signature)
      throws JOSEException, GeneralSecurityException;
}
