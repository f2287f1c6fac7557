package org.quantonium.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.quantonium.attack.Draft.base64;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Bearer tokens that a verifier must refuse, the control that it must accept, and the variants of
 * the control that are just as good.
 */
public final class ForgedTokens {

  private ForgedTokens() {}

  /**
   * The rows, each differing from the control in one respect and otherwise genuine. Cost: about one
   * signature for each.
   */
  public static List<Forgery> all(ForgeryContext context) {
    Draft control = Draft.control(context);
    return Stream.of(
            ForgedHeaders.rows(control),
            ForgedSignatures.rows(control),
            ForgedClaims.rows(control),
            ForgedJson.rows(control),
            ForgedEncodings.rows(control))
        .flatMap(rows -> rows)
        .toList();
  }

  /** A genuine token for the context's client; accepted. */
  public static Forgery control(ForgeryContext context) {
    return Forgery.bearer("control", Draft.control(context).sign());
  }

  /**
   * Genuine tokens that look unusual; accepted. The longest one needs a server that takes header
   * lines of 8.2 kB.
   */
  public static List<Forgery> acceptedVariants(ForgeryContext context) {
    Draft control = Draft.control(context);
    String token = control.sign();
    String audience = quoted(context.audience());
    String scopes = String.join("\",\"", context.scopes());
    return List.of(
        new Forgery("scheme in lower case", List.of("bearer " + token)),
        new Forgery("scheme in upper case", List.of("BEARER " + token)),
        Forgery.bearer("typ in upper case", control.header("typ", quoted("AT+JWT")).sign()),
        Forgery.bearer("typ in full", control.header("typ", quoted("application/at+jwt")).sign()),
        Forgery.bearer(
            "alg written with an escape",
            control.header("alg", "\"ES\\u0032\\u0035\\u0036\"").sign()),
        Forgery.bearer("aud as an array of one", control.claim("aud", "[" + audience + "]").sign()),
        Forgery.bearer(
            "aud among others",
            control.claim("aud", "[\"https://a.example\"," + audience + "]").sign()),
        Forgery.bearer(
            "groups instead of scope",
            control.withoutClaim("scope").claim("groups", "[\"" + scopes + "\"]").sign()),
        Forgery.bearer(
            "a scope twice",
            control
                .claim(
                    "scope",
                    quoted(String.join(" ", context.scopes()) + " " + context.scopes().get(0)))
                .sign()),
        Forgery.bearer(
            "a scope that nobody knows",
            control.claim("scope", quoted(String.join(" ", context.scopes()) + " openid")).sign()),
        Forgery.bearer("nbf now", control.claim("nbf", Long.toString(control.now())).sign()),
        Forgery.bearer(
            "a claim that nobody knows",
            control.claim("acr", "{\"a\":[1.5e3,null,{\"b\":\"\\ud83d\\ude00 é\"}]}").sign()),
        Forgery.bearer(
            "white space in the JSON",
            control.sign(
                (control.headerJson() + "\r\n").getBytes(UTF_8),
                ("\t " + control.claimsJson()).getBytes(UTF_8))),
        Forgery.bearer(
            "jti of 255 characters", control.claim("jti", quoted("~".repeat(255))).sign()),
        Forgery.bearer(
            "seven levels below the claims",
            control.claim("x", "[".repeat(7) + "]".repeat(7)).sign()),
        Forgery.bearer("an unknown number of 32 digits", control.claim("x", "1".repeat(32)).sign()),
        Forgery.bearer("the signature's twin", twin(control)),
        Forgery.bearer("8192 characters", ofLength(control, 8192)));
  }

  /** The other signature of the same token: (r, n - s) verifies wherever (r, s) does. */
  private static String twin(Draft control) {
    String signed = control.signingInput();
    byte[] signature = control.signature(signed);
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    byte[] other = Curve.P_256.toECParameterSpec().getOrder().subtract(s).toByteArray();
    Arrays.fill(signature, 32, 64, (byte) 0);
    int length = Math.min(32, other.length);
    System.arraycopy(other, other.length - length, signature, 64 - length, length);
    return signed + "." + base64(signature);
  }

  /**
   * A genuine token of exactly that many characters; an ignored claim, and white space in the
   * header, fill it up.
   */
  public static String ofLength(Draft control, int length) {
    for (int spaces = 0; spaces < 3; spaces++) {
      byte[] header = (control.headerJson() + " ".repeat(spaces)).getBytes(UTF_8);
      int claimSegment = length - base64(header).length() - 88;
      int filling = claimSegment * 3 / 4 - control.claimsJsonAnd("\"x\":\"\"").length();
      byte[] claims =
          control.claimsJsonAnd("\"x\":\"" + "x".repeat(filling) + "\"").getBytes(UTF_8);
      if (base64(claims).length() == claimSegment) {
        return control.sign(header, claims);
      }
    }
    throw new IllegalStateException("no token of " + length + " characters");
  }

  /** The text with the case of its first letter changed. */
  static String otherCase(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetter(text.charAt(i))) {
        String letter = text.substring(i, i + 1);
        String upper = letter.toUpperCase(Locale.ROOT);
        String changed = upper.equals(letter) ? letter.toLowerCase(Locale.ROOT) : upper;
        return text.substring(0, i) + changed + text.substring(i + 1);
      }
    }
    throw new IllegalArgumentException("no letter in " + text);
  }
}
