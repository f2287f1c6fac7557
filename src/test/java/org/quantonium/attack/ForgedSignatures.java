package org.quantonium.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.quantonium.attack.Draft.base64;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signature that is not the genuine key's over these very bytes. */
final class ForgedSignatures {

  private ForgedSignatures() {}

  static Stream<Forgery> rows(Draft control) {
    return Stream.of(others(control), confusedWithMac(control), misshapen(control), moved(control))
        .flatMap(List::stream);
  }

  private static List<Forgery> others(Draft control) {
    KeyPair p256 = pair("EC", "secp256r1");
    KeyPair p384 = pair("EC", "secp384r1");
    KeyPair p521 = pair("EC", "secp521r1");
    KeyPair rsa = pair("RSA", null);
    KeyPair ed25519 = pair("Ed25519", null);
    return List.of(
        signed("signed by another key on P-256", control, "SHA256withECDSAinP1363Format", p256),
        signed("signed by a key on P-384, as ES256", control, "SHA256withECDSAinP1363Format", p384),
        signed(
            "signed by a key on P-384, as ES384",
            control.header("alg", quoted("ES384")),
            "SHA384withECDSAinP1363Format",
            p384),
        signed(
            "signed by a key on P-521, as ES512",
            control.header("alg", quoted("ES512")),
            "SHA512withECDSAinP1363Format",
            p521),
        signed(
            "signed by an RSA key, as RS256",
            control.header("alg", quoted("RS256")),
            "SHA256withRSA",
            rsa),
        signed("signed by an RSA key, as ES256", control, "SHA256withRSA", rsa),
        signed(
            "signed by an Ed25519 key, as EdDSA",
            control.header("alg", quoted("EdDSA")),
            "Ed25519",
            ed25519),
        signed("signed by an Ed25519 key, as ES256", control, "Ed25519", ed25519),
        genuineKey(
            "signed with the genuine key over SHA-384", control, "SHA384withECDSAinP1363Format"),
        genuineKey(
            "signed with the genuine key over SHA-1", control, "SHA1withECDSAinP1363Format"));
  }

  /** The public key is known to everybody: taken for a shared secret, it would sign for anybody. */
  private static List<Forgery> confusedWithMac(Draft control) {
    PublicKey key = publicKey(control);
    byte[] der = key.getEncoded();
    String pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String framed = "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----";
    String jwk = control.context().signingKey().toPublicJWK().toJSONString();
    byte[] point = Arrays.copyOfRange(der, der.length - 65, der.length);
    List<Forgery> rows = new ArrayList<>();
    for (String alg : List.of("HS256", "ES256")) {
      Draft draft = control.header("alg", quoted(alg));
      rows.add(mac("the public key in DER, as " + alg, draft, der));
      rows.add(mac("the public key in PEM, as " + alg, draft, framed.getBytes(US_ASCII)));
      rows.add(
          mac(
              "the public key in PEM with a last newline, as " + alg,
              draft,
              (framed + "\n").getBytes(US_ASCII)));
      rows.add(mac("the public key in JWK, as " + alg, draft, jwk.getBytes(UTF_8)));
      rows.add(mac("the public point, as " + alg, draft, point));
      rows.add(mac("one zero byte, as " + alg, draft, new byte[1]));
    }
    return rows;
  }

  /** CVE-2022-21449: on some JDKs an ECDSA signature of zeros verified under every key. */
  private static List<Forgery> misshapen(Draft control) {
    String signed = control.signingInput();
    byte[] genuine = control.signature(signed);
    byte[] r = Arrays.copyOfRange(genuine, 0, 32);
    byte[] s = Arrays.copyOfRange(genuine, 32, 64);
    byte[] zero = new byte[32];
    byte[] one = new byte[32];
    one[31] = 1;
    byte[] order = unsigned(Curve.P_256.toECParameterSpec().getOrder().toByteArray());
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xFF);
    byte[] flipped = genuine.clone();
    flipped[40] ^= 1;
    return List.of(
        with("r and s zero", signed, join(zero, zero)),
        with("r zero", signed, join(zero, s)),
        with("s zero", signed, join(r, zero)),
        with("r and s one", signed, join(one, one)),
        with("r the order", signed, join(order, s)),
        with("s the order", signed, join(r, order)),
        with("r and s the order", signed, join(order, order)),
        with("r and s of ones", signed, join(ones, ones)),
        with("r and s exchanged", signed, join(s, r)),
        with("one bit flipped", signed, flipped),
        with("signature of one byte", signed, new byte[1]),
        with("signature without its last byte", signed, Arrays.copyOf(genuine, 63)),
        with("signature without s", signed, r),
        with("signature with a zero behind it", signed, Arrays.copyOf(genuine, 65)),
        with("signature with a zero before it", signed, join(new byte[1], genuine)),
        with("signature twice", signed, join(genuine, genuine)),
        with(
            "r and s widened to 48 bytes each",
            signed,
            join(join(new byte[16], r), join(new byte[16], s))),
        with("signature in DER", signed, der(genuine)),
        with("signature in DER, of zeros", signed, new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
  }

  /** A genuine signature, but of something else. */
  private static List<Forgery> moved(Draft control) {
    String signed = control.signingInput();
    String claims = signed.substring(signed.indexOf('.') + 1);
    String header = signed.substring(0, signed.indexOf('.'));
    byte[] genuine = control.signature(signed);
    String more =
        control.claim("scope", quoted("admin:clients admin:keys admin:incident")).signingInput();
    String later =
        control.claim("exp", Long.toString(control.now() + Draft.LIFETIME + 1)).signingInput();
    String someoneElse = control.claim("sub", quoted("someone-else")).signingInput();
    return List.of(
        with("scopes added after signing", more, genuine),
        with("exp moved after signing", later, genuine),
        with("sub changed after signing", someoneElse, genuine),
        with("signed over the claims alone", signed, control.signature(claims)),
        with("signed over the header alone", signed, control.signature(header)),
        with(
            "signed over the plain JSON",
            signed,
            control.signature(control.headerJson() + "." + control.claimsJson())),
        with("signed with a dot at the end", signed, control.signature(signed + ".")),
        with("header and claims exchanged", claims + "." + header, genuine));
  }

  private static Forgery signed(String name, Draft draft, String algorithm, KeyPair pair) {
    return with(
        name,
        draft.signingInput(),
        Draft.signature(algorithm, pair.getPrivate(), draft.signingInput()));
  }

  private static Forgery genuineKey(String name, Draft draft, String algorithm) {
    try {
      return with(
          name,
          draft.signingInput(),
          Draft.signature(
              algorithm, draft.context().signingKey().toECPrivateKey(), draft.signingInput()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Forgery mac(String key, Draft draft, byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return with(
          "HMAC keyed with " + key,
          draft.signingInput(),
          mac.doFinal(draft.signingInput().getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Forgery with(String name, String signed, byte[] signature) {
    return Forgery.bearer(name, signed + "." + base64(signature));
  }

  private static PublicKey publicKey(Draft draft) {
    try {
      return draft.context().signingKey().toECPublicKey();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] der(byte[] signature) {
    try {
      return ECDSA.transcodeSignatureToDER(signature);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair(String algorithm, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (curve != null) {
        generator.initialize(new ECGenParameterSpec(curve));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without the zero byte that keeps a large number positive. */
  private static byte[] unsigned(byte[] number) {
    return Arrays.copyOfRange(number, number.length - 32, number.length);
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
