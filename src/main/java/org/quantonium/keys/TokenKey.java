package org.quantonium.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;
import org.quantonium.identity.TokenAlgorithm;
import org.quantonium.identity.VerificationKey;
import org.quantonium.secrets.SecretBytes;

/**
 * A key pair that signs tokens by one algorithm. Its kid is its RFC 7638 thumbprint (SHA-256,
 * base64url).
 */
public final class TokenKey {
  private static final int RSA_BITS = 3072;

  /** What RFC 8410 puts before the 32 bytes of an Ed25519 public key. */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final JWK jwk;
  private final TokenAlgorithm algorithm;

  private TokenKey(JWK jwk, TokenAlgorithm algorithm) {
    this.jwk = jwk;
    this.algorithm = algorithm;
  }

  /** A fresh one. Cost: under a millisecond, but for PS256 up to some seconds. */
  static TokenKey generate(TokenAlgorithm algorithm) {
    try {
      return of(
          switch (algorithm) {
            case ES256 ->
                new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm.jws())
                    .keyIDFromThumbprint(true)
                    .generate();
            case EDDSA -> ed25519();
            case PS256 ->
                new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm.jws())
                    .keyIDFromThumbprint(true)
                    .generate();
            case RS256 -> throw notOurs();
          });
    } catch (JOSEException e) {
      throw new IllegalStateException(algorithm + " is not to be had", e);
    }
  }

  private static OctetKeyPair ed25519() throws JOSEException {
    Ed25519Key key = Ed25519Key.generate();
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key.publicKey()))
        .d(Base64URL.encode(key.seed().expose()))
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(TokenAlgorithm.EDDSA.jws())
        .keyIDFromThumbprint()
        .build();
  }

  /**
   * Of a private JWK that names its algorithm.
   *
   * @throws IllegalArgumentException if that is none of ours
   */
  static TokenKey of(JWK jwk) {
    TokenAlgorithm algorithm =
        TokenAlgorithm.of(String.valueOf(jwk.getAlgorithm()))
            .orElseThrow(() -> new IllegalArgumentException("The key has no algorithm of ours"));
    return new TokenKey(jwk, algorithm);
  }

  /** Reads what {@link #privateJwk} wrote. */
  static TokenKey parse(SecretBytes privateJwk) throws ParseException {
    return of(JWK.parse(new String(privateJwk.expose(), UTF_8)));
  }

  public String kid() {
    return jwk.getKeyID();
  }

  public TokenAlgorithm algorithm() {
    return algorithm;
  }

  /** RFC 7517, without private members. */
  JWK publicJwk() {
    return jwk.toPublicJWK();
  }

  /** RFC 7517 JSON, private members included: to be sealed, and for nothing else. */
  SecretBytes privateJwk() {
    return SecretBytes.copyOf(jwk.toJSONString().getBytes(UTF_8));
  }

  VerificationKey verificationKey() {
    try {
      return new VerificationKey(kid(), algorithm, publicKey());
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is not to be had", e);
    }
  }

  private PublicKey publicKey() throws JOSEException, GeneralSecurityException {
    return switch (algorithm) {
      case ES256 -> jwk.toECKey().toECPublicKey();
      case PS256 -> jwk.toRSAKey().toRSAPublicKey();
      case RS256 -> throw notOurs();
      case EDDSA -> {
        byte[] x = jwk.toOctetKeyPair().getDecodedX();
        byte[] encoded = new byte[ED25519_PREFIX.length + x.length];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(x, 0, encoded, ED25519_PREFIX.length, x.length);
        yield KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      }
    };
  }

  /** The signature in the form of JWS (RFC 7518; RFC 8037), of the algorithm's length. */
  public byte[] sign(byte[] signingInput) {
    try {
      return switch (algorithm) {
        case ES256 -> sign(new ECDSASigner((ECKey) jwk), signingInput);
        case PS256 -> sign(new RSASSASigner((RSAKey) jwk), signingInput);
        case EDDSA ->
            new Ed25519Key(SecretBytes.copyOf(((OctetKeyPair) jwk).getDecodedD()))
                .sign(signingInput);
        case RS256 -> throw notOurs();
      };
    } catch (JOSEException e) {
      throw new IllegalStateException("The key " + kid() + " does not sign", e);
    }
  }

  private byte[] sign(JWSSigner signer, byte[] signingInput) throws JOSEException {
    return signer.sign(new JWSHeader(algorithm.jws()), signingInput).decode();
  }

  /** {@link #of} takes none, and {@link KeySettings} no such setting. */
  private static IllegalStateException notOurs() {
    return new IllegalStateException("No key of ours signs by RS256");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "TokenKey[" + algorithm + " " + kid() + "]";
  }
}
