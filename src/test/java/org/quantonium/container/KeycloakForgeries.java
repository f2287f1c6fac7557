package org.quantonium.container;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quantonium.attack.Draft;
import org.quantonium.attack.ForgeryContext;
import org.quantonium.issuer.IssuerStub;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What somebody may make of a token that Keycloak wrote, each different from it in one respect: by
 * whoever has the token and the published keys, and, where a signature would hide another fault, by
 * the private key itself.
 */
final class KeycloakForgeries {
  private final String genuine;
  private final ECKey key;
  private final Map<String, String> rows = new LinkedHashMap<>();

  /**
   * @param key that signed it, private half included
   */
  private KeycloakForgeries(String genuine, ECKey key) {
    this.genuine = genuine;
    this.key = key;
  }

  /** By name. */
  static Map<String, String> of(String genuine, ECKey key) throws Exception {
    KeycloakForgeries forgeries = new KeycloakForgeries(genuine, key);
    forgeries.withoutKey();
    forgeries.byStrangers();
    forgeries.byPublicKey();
    forgeries.withOtherClaims();
    return forgeries.rows;
  }

  /** The token taken apart, to be signed again by the same key. */
  static Draft draft(String genuine, ECKey key) {
    ForgeryContext context =
        new ForgeryContext(
            key,
            key.getKeyID(),
            "unused",
            "unused",
            "unused",
            "unused",
            List.of("unused"),
            Clock.systemUTC());
    return new Draft(context, members(segment(genuine, 0)), members(segment(genuine, 1)));
  }

  private static Map<String, String> members(String base64) {
    Map<String, String> members = new LinkedHashMap<>();
    JsonNode json = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(base64));
    json.properties().forEach(each -> members.put(each.getKey(), each.getValue().toString()));
    return members;
  }

  private static String segment(String token, int which) {
    return token.split("\\.", -1)[which];
  }

  private static String base64(String text) {
    return base64(text.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Draft draft() {
    return draft(genuine, key);
  }

  private String kid() {
    return quoted(key.getKeyID());
  }

  private void withoutKey() {
    String header = segment(genuine, 0);
    String claims = segment(genuine, 1);
    String signature = segment(genuine, 2);
    for (String none : List.of("none", "None", "NONE", "")) {
      String forged =
          base64("{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":%s}".formatted(none, kid()));
      rows.put("alg '" + none + "', no signature", forged + "." + claims + ".");
      rows.put("alg '" + none + "', its signature", forged + "." + claims + "." + signature);
    }
    String text = new String(Base64.getUrlDecoder().decode(claims), UTF_8);
    rows.put(
        "another client in it",
        header + "." + base64(text.replace("\"azp\":\"", "\"azp\":\"x")) + "." + signature);
    rows.put(
        "another role in it",
        header + "." + base64(text.replace("\"runner\"", "\"reader\"")) + "." + signature);
    rows.put("claims with a space behind", header + "." + base64(text + " ") + "." + signature);
    rows.put("no signature", header + "." + claims + ".");
    rows.put("two parts", header + "." + claims);
    rows.put("four parts", genuine + ".");
    rows.put("half a signature", genuine.substring(0, genuine.length() - 43));
    rows.put("a signature of zeros", header + "." + claims + "." + base64(new byte[64]));
    rows.put("a signature one byte longer", header + "." + claims + "." + signature + "AA");
    rows.put("padding", genuine + "==");
    byte[] turned = Base64.getUrlDecoder().decode(signature);
    turned[63] ^= 1;
    rows.put("one bit of the signature", header + "." + claims + "." + base64(turned));
  }

  /** Own keys, and where somebody might look for them. */
  private void byStrangers() throws JOSEException {
    ECKey stranger = IssuerStub.es256();
    Draft own = draft(genuine, stranger);
    String jwk = stranger.toPublicJWK().toJSONString();
    rows.put("a stranger's key, under the issuer's kid", own.sign());
    rows.put("a stranger's key and kid", own.header("kid", quoted(stranger.getKeyID())).sign());
    rows.put("a stranger's key in jwk", own.header("jwk", jwk).sign());
    rows.put(
        "a stranger's key and kid in jwk",
        own.header("jwk", jwk).header("kid", quoted(stranger.getKeyID())).sign());
    rows.put("a stranger's key at jku", own.header("jku", quoted("http://127.0.0.1/k")).sign());
    rows.put("a stranger's key at x5u", own.header("x5u", quoted("http://127.0.0.1/k")).sign());
    rows.put(
        "a stranger's key in x5c",
        own.header(
                "x5c",
                "["
                    + quoted(
                        Base64.getEncoder().encodeToString(stranger.toECPublicKey().getEncoded()))
                    + "]")
            .sign());
    rows.put("no kid", draft().withoutHeader("kid").sign());
    rows.put("a kid of nobody", draft().header("kid", quoted("nobody")).sign());
    rows.put(
        "a kid in another case",
        draft().header("kid", quoted(key.getKeyID().toUpperCase(Locale.ROOT))).sign());
    rows.put("a path as kid", draft().header("kid", quoted("../../dev/null")).sign());
  }

  /** The published key as if it were a secret. */
  private void byPublicKey() throws Exception {
    byte[] der = key.toECPublicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    secrets.put("DER", der);
    secrets.put("PEM", pem.getBytes(US_ASCII));
    secrets.put("JWK", key.toPublicJWK().toJSONString().getBytes(UTF_8));
    secrets.put("x", key.getX().decode());
    for (Map.Entry<String, byte[]> secret : secrets.entrySet()) {
      for (String bits : List.of("256", "512")) {
        String input =
            base64("{\"alg\":\"HS" + bits + "\",\"typ\":\"at+jwt\",\"kid\":" + kid() + "}")
                + "."
                + segment(genuine, 1);
        rows.put(
            "HS" + bits + " by the public key as " + secret.getKey(),
            input + "." + base64(hmac("HmacSHA" + bits, secret.getValue(), input)));
      }
    }
    for (String other : List.of("ES384", "RS256", "PS256", "EdDSA", "es256")) {
      rows.put("alg " + other, draft().header("alg", quoted(other)).sign());
    }
  }

  private static byte[] hmac(String algorithm, byte[] secret, String input)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret, algorithm));
    return mac.doFinal(input.getBytes(US_ASCII));
  }

  /** Signed by the issuer's own key, and not for us, not now, or not what it seems. */
  private void withOtherClaims() {
    Draft draft = draft();
    String issuer = new ObjectMapper().readTree(draft.claims().get("iss")).asString();
    long now = Clock.systemUTC().instant().getEpochSecond();
    rows.put("another realm", draft.claim("iss", quoted(issuer.replace("lab", "master"))).sign());
    rows.put("an issuer with a slash", draft.claim("iss", quoted(issuer + "/")).sign());
    rows.put(
        "an issuer by another name",
        draft.claim("iss", quoted(issuer.replace("127.0.0.1", "localhost"))).sign());
    rows.put("no issuer", draft.withoutClaim("iss").sign());
    rows.put("no audience", draft.withoutClaim("aud").sign());
    rows.put("another audience", draft.claim("aud", "[\"account\"]").sign());
    rows.put("an audience that begins like ours", draft.claim("aud", quoted("quantonium2")).sign());
    rows.put("typ ID", draft.claim("typ", quoted("ID")).sign());
    rows.put("typ Refresh", draft.claim("typ", quoted("Refresh")).sign());
    rows.put("typ DPoP", draft.claim("typ", quoted("DPoP")).sign());
    rows.put("no typ in the claims", draft.withoutClaim("typ").sign());
    rows.put("another typ in the header", draft.header("typ", quoted("logout+jwt")).sign());
    rows.put("no typ in the header", draft.withoutHeader("typ").sign());
    rows.put("crit", draft.header("crit", "[\"b64\"]").header("b64", "false").sign());
    rows.put("bound to a key", draft.claim("cnf", "{\"jkt\":\"x\"}").sign());
    rows.put("expired", draft.claim("iat", now - 300 + "").claim("exp", now - 60 + "").sign());
    rows.put("no end", draft.withoutClaim("exp").sign());
    rows.put("an end that is a text", draft.claim("exp", quoted(now + 100 + "")).sign());
    rows.put("a year long", draft.claim("exp", now + 31_536_000 + "").sign());
    rows.put("not yet", draft.claim("nbf", now + 300 + "").sign());
    rows.put(
        "of the future", draft.claim("iat", now + 300 + "").claim("exp", now + 400 + "").sign());
    rows.put("no client", draft.withoutClaim("azp").sign());
    rows.put("no subject", draft.withoutClaim("sub").sign());
    rows.put("no id", draft.withoutClaim("jti").sign());
    rows.put(
        "roles that are a number",
        draft.claim("resource_access", "{\"quantonium\":{\"roles\":7}}").sign());
    rows.put("a client's name with a line break", draft.claim("azp", "\"note\\nbook\"").sign());
  }
}
