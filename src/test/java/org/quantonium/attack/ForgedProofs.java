package org.quantonium.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Proofs of possession (RFC 9449) that must be refused, each one step away from the control, which
 * must not: the signature is genuine wherever the row is about something else.
 */
public final class ForgedProofs {
  private static final String NOT_ALONE = "parameters are not typ, alg and jwk alone";
  private static final String NO_SIGNATURE = "the signature does not verify";
  private static final String OTHER_URL = "htu is not";

  private final List<Row> rows = new ArrayList<>();
  private final Target target;
  private final Draft control;
  private final ECKey key;

  /**
   * What a proof is for.
   *
   * @param context its key is the client's, its issuer the URL of the service
   * @param path with a slash before it
   * @param token empty at the token endpoint
   */
  public record Target(ForgeryContext context, String method, String path, String token) {
    String url() {
      return context.issuer() + path;
    }
  }

  /**
   * One of them.
   *
   * @param name what is wrong with it; unique in its table
   * @param reason what the refusal says of it
   * @param headers one element for each DPoP header
   */
  public record Row(String name, String reason, List<String> headers) {
    @Override
    public String toString() {
      return name;
    }
  }

  private ForgedProofs(Target target) {
    this.target = target;
    this.control = control(target);
    this.key = target.context().signingKey();
  }

  /** A good one, with a jti of its own. */
  public static Draft control(Target target) {
    ForgeryContext context = target.context();
    Map<String, String> header = new LinkedHashMap<>();
    header.put("typ", quoted("dpop+jwt"));
    header.put("alg", quoted("ES256"));
    header.put("jwk", publicOf(context.signingKey()));
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("jti", quoted(UUID.randomUUID().toString()));
    claims.put("htm", quoted(target.method()));
    claims.put("htu", quoted(target.url()));
    claims.put("iat", Long.toString(context.clock().instant().getEpochSecond()));
    if (!target.token().isEmpty()) {
      claims.put("ath", quoted(digest(target.token())));
    }
    return new Draft(context, header, claims);
  }

  private static String publicOf(ECKey key) {
    ECKey bare = new ECKey.Builder(key.getCurve(), key.getX(), key.getY()).build();
    return bare.toJSONString();
  }

  static String digest(String text) {
    try {
      return Draft.base64(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of them; but for the first two no row lacks its header, and none is like another. */
  public static List<Row> all(Target target) {
    ForgedProofs forged = new ForgedProofs(target);
    forged.numbers();
    forged.headers();
    forged.keys();
    forged.requests();
    forged.times();
    if (!target.token().isEmpty()) {
      forged.tokens();
    }
    forged.encodings();
    forged.signatures();
    return forged.rows;
  }

  private void row(String name, String reason, Draft draft) {
    row(name, reason, draft.sign());
  }

  private void row(String name, String reason, String... headers) {
    rows.add(new Row(name, reason, List.of(headers)));
  }

  private void numbers() {
    row("two of them", "more than one header", control.sign(), control(target).sign());
    row("the same twice", "more than one header", control.sign(), control.sign());
  }

  private void headers() {
    for (String name : List.of("typ", "alg", "jwk")) {
      row(name + " missing", NOT_ALONE, control.withoutHeader(name));
      row(name + " null", NOT_ALONE, control.header(name, "null"));
      row(name + " a number", NOT_ALONE, control.header(name, "1"));
      row(
          name + " twice",
          "strict JSON",
          control.sign(
              control
                  .headerJsonAnd(quoted(name) + ":" + control.header().get(name))
                  .getBytes(UTF_8),
              control.claimsJson().getBytes(UTF_8)));
    }
    for (String name : List.of("kid", "jku", "x5c", "x5u", "crit", "b64", "zip", "cty", "nonce")) {
      row(name + " beside", NOT_ALONE, control.header(name, quoted("x")));
    }
    for (String typ : List.of("JWT", "at+jwt", "dpop", "client-authentication+jwt", "")) {
      row("typ " + typ, "typ is not dpop+jwt", control.header("typ", quoted(typ)));
    }
    for (String alg : List.of("none", "None", "HS256", "RS256", "ES384", "EdDSA", "PS256", "")) {
      row("alg " + alg, "alg is not ES256", control.header("alg", quoted(alg)));
    }
  }

  private void keys() {
    row("jwk with its private member", "private member", jwk(key.toJSONString()));
    row("jwk a text", NOT_ALONE, jwk(quoted("x")));
    row("jwk a list", NOT_ALONE, jwk("[" + publicOf(key) + "]"));
    row("jwk empty", "jwk: must be of kty", jwk("{}"));
    row("jwk symmetric", "private member", jwk("{\"kty\":\"oct\",\"k\":\"AAAA\"}"));
    row("jwk with a certificate", "no certificates", with("x5c", "[\"AAAA\"]"));
    row("jwk with an address", "no address to fetch", with("x5u", quoted("https://a.example/")));
    row("jwk for encryption", "use sig", with("use", quoted("enc")));
    row("jwk of another alg", "has the alg ES256", with("alg", quoted("ES384")));
    row("jwk to sign with", "key_ops", with("key_ops", "[\"sign\"]"));
    row("jwk on P-384", "must be of kty", with("crv", quoted("P-384")));
    row("jwk on P-256K", "must be of kty", with("crv", quoted("secp256k1")));
    row("jwk off its curve", "public key on P-256", with("y", quoted("A".repeat(43))));
    row("jwk with half a point", "x must be", with("x", quoted("AAAA")));
    row("jwk without a point", "must have crv", jwk("{\"kty\":\"EC\",\"crv\":\"P-256\"}"));
    row("jwk of a member twice", "strict JSON", with("kty", quoted("EC") + ",\"kty\":\"EC\""));
    row("jwk padded", "x must be base64url", with("x", quoted(key.getX() + "=")));
    row(
        "jwk of RSA, too short",
        "2048 to 4096 bits",
        jwk("{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + "w".repeat(171) + "\"}"));
    row(
        "jwk of Ed25519, and of small order",
        "Ed25519",
        jwk("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + "A".repeat(43) + "\"}"));
  }

  private Draft jwk(String json) {
    return control.header("jwk", json);
  }

  /** The key with a member more, or another one. */
  private Draft with(String name, String json) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("kty", quoted("EC"));
    members.put("crv", quoted("P-256"));
    members.put("x", quoted(key.getX().toString()));
    members.put("y", quoted(key.getY().toString()));
    members.put(name, json);
    return jwk(new Draft(control.context(), members, Map.of()).headerJson());
  }

  private void requests() {
    for (String claim : List.of("jti", "htm", "htu", "iat")) {
      row(claim + " missing", claim, control.withoutClaim(claim));
      for (String json : List.of("null", "true", "{}", "[]", "\"\"")) {
        row(claim + " is " + json, claim, control.claim(claim, json));
      }
    }
    String other = target.method().equals("POST") ? "GET" : "POST";
    row("htm another", "htm is not", control.claim("htm", quoted(other)));
    String lower = target.method().toLowerCase(Locale.ROOT);
    row("htm in small letters", "htm is not", control.claim("htm", quoted(lower)));
    row("htm with a space", "htm", control.claim("htm", quoted(target.method() + " ")));
    row("jti with a space", "jti", control.claim("jti", quoted("a b")));
    row("jti of 256", "jti", control.claim("jti", quoted("x".repeat(256))));
    row("jti twice", "strict JSON", and(",\"jti\":\"other\""));
    String url = target.url();
    String issuer = target.context().issuer();
    for (String htu :
        List.of(
            issuer,
            issuer + "/",
            url + "/",
            url + "/x",
            url + ";a=b",
            issuer + "/" + target.path(),
            target.path(),
            url.replace("://", "://user@"),
            url.replace("://", ":/"),
            (url.startsWith("https") ? "http" : "https") + url.substring(url.indexOf(':')),
            "https://elsewhere.example" + target.path(),
            url.replace("/v1/", "/V1/"),
            url.replace("/v1/", "/%76%31/"),
            url.replace("://", "://a."),
            url.replaceFirst("://[^/]+", "://"))) {
      row("htu " + htu, OTHER_URL, control.claim("htu", quoted(htu)));
    }
    row("htu with a space", "htu", control.claim("htu", quoted(url + " ")));
    row("htu of 256", "htu", control.claim("htu", quoted(url + "?" + "x".repeat(256))));
  }

  private String and(String members) {
    String claims = control.claimsJson();
    return control.sign(
        control.headerJson().getBytes(UTF_8),
        (claims.substring(0, claims.length() - 1) + members + "}").getBytes(UTF_8));
  }

  /** More than any test takes away from what is allowed: a minute back, half of one forward. */
  private void times() {
    long now = control.now();
    row("iat an hour ago", "iat is more than 60 s ago", iat(now - 3600));
    row("iat 61 s ago", "iat is more than 60 s ago", iat(now - 61));
    row("iat 0", "iat is more than 60 s ago", iat(0));
    row("iat in two minutes", "iat lies in the future", iat(now + 120));
    row("iat in a year", "iat lies in the future", iat(now + 31_536_000));
    row("iat in milliseconds", "iat lies in the future", iat(now * 1000));
    row("iat a text", "iat", control.claim("iat", quoted(Long.toString(now))));
    row("iat a fraction", "iat", control.claim("iat", now + ".5"));
    row("iat negative", "iat", control.claim("iat", "-1"));
    row("exp over", "exp has passed", control.claim("exp", Long.toString(now - 1)));
    row("nbf in two minutes", "nbf lies", control.claim("nbf", Long.toString(now + 120)));
  }

  private Draft iat(long seconds) {
    return control.claim("iat", Long.toString(seconds));
  }

  private void tokens() {
    String digest = digest(target.token());
    row("ath missing", "ath is not", control.withoutClaim("ath"));
    row("ath null", "ath", control.claim("ath", "null"));
    row("ath the token", "ath", control.claim("ath", quoted(target.token())));
    row("ath of another", "ath is not", control.claim("ath", quoted(digest("another"))));
    row("ath cut short", "ath is not", control.claim("ath", quoted(digest.substring(0, 42))));
    row("ath padded", "ath is not", control.claim("ath", quoted(digest + "=")));
  }

  private void encodings() {
    String good = control.sign();
    int dot = good.lastIndexOf('.');
    row("empty", "not three non-empty segments", "");
    row("no text at all", "not three non-empty segments", "..");
    row("padded", "canonical base64url", good + "=");
    row("of four segments", "not three non-empty segments", good + ".x");
    row("of two segments", "not three non-empty segments", good.substring(0, dot));
    row("without a signature", "not three non-empty segments", good.substring(0, dot + 1));
    row("two in one header", "not three non-empty segments", good + "," + control(target).sign());
    row("with a scheme", "canonical base64url", "DPoP " + good);
    row("too long", "longer than 4096", control.claim("x", quoted("x".repeat(3200))));
    row("claims an array", "strict JSON", claims("[]"));
    row("claims no JSON", "strict JSON", claims("{"));
    row("something behind the claims", "strict JSON", claims(control.claimsJson() + "{}"));
  }

  private String claims(String json) {
    return control.sign(control.headerJson().getBytes(UTF_8), json.getBytes(UTF_8));
  }

  private void signatures() {
    String good = control.sign();
    String signed = good.substring(0, good.lastIndexOf('.'));
    row("of zeros", NO_SIGNATURE, signed + "." + "A".repeat(86));
    row("of another proof", NO_SIGNATURE, signed + "." + last(control(target).sign()));
    row("one byte too long", NO_SIGNATURE, signed + "." + base64Of(65));
    row("one byte too short", NO_SIGNATURE, signed + "." + base64Of(63));
    row("by another key", NO_SIGNATURE, signed + "." + last(resigned(signed)));
  }

  private static String base64Of(int bytes) {
    return Draft.base64(new byte[bytes]);
  }

  private static String last(String jws) {
    return jws.substring(jws.lastIndexOf('.') + 1);
  }

  private String resigned(String signed) {
    try {
      ECKey other = new ECKeyGenerator(Curve.P_256).generate();
      return "."
          + Draft.base64(
              Draft.signature("SHA256withECDSAinP1363Format", other.toECPrivateKey(), signed));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
