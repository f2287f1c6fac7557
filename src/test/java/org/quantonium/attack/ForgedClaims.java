package org.quantonium.attack;

import static org.quantonium.attack.Draft.quoted;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Claims under a genuine signature that are absent, of another type, out of range, or meant for
 * somebody else.
 */
final class ForgedClaims {

  private ForgedClaims() {}

  static Stream<Forgery> rows(Draft control) {
    return Stream.of(
            texts(control),
            issuers(control),
            audiences(control),
            times(control),
            lifetimes(control),
            scopes(control),
            proofs(control))
        .flatMap(List::stream);
  }

  private static List<Forgery> texts(Draft control) {
    List<Forgery> rows = new ArrayList<>();
    for (String claim : List.of("iss", "sub", "jti", "client_id", "tenant")) {
      String genuine = control.claims().get(claim);
      String open = genuine.substring(0, genuine.length() - 1);
      Map<String, String> wrong =
          Map.ofEntries(
              Map.entry("null", "null"),
              Map.entry("empty", "\"\""),
              Map.entry("a number", "1"),
              Map.entry("a boolean", "true"),
              Map.entry("an array", "[" + genuine + "]"),
              Map.entry("an object", "{\"value\":" + genuine + "}"),
              Map.entry("with a NUL", open + "\\u0000\""),
              Map.entry("with a lone high surrogate", open + "\\ud800\""),
              Map.entry("with a lone low surrogate", open + "\\udc00\""),
              Map.entry("with a space behind it", open + " \""),
              Map.entry("with a line break", open + "\\r\\nX: y\""),
              Map.entry("with a letter outside ASCII", open + "\u00e9\""),
              Map.entry("with a bidirectional override", open + "\\u202e\""),
              Map.entry("of 256 characters", quoted("x".repeat(256))));
      rows.add(Forgery.bearer(claim + " missing", control.withoutClaim(claim).sign()));
      wrong.forEach((what, json) -> rows.add(row(control, claim + " " + what, claim, json)));
    }
    return rows;
  }

  private static List<Forgery> issuers(Draft control) {
    String issuer = control.context().issuer();
    return List.of(
        row(control, "iss with a slash behind it", "iss", quoted(issuer + "/")),
        row(control, "iss in another case", "iss", quoted(ForgedTokens.otherCase(issuer))),
        row(
            control,
            "iss without its last character",
            "iss",
            quoted(issuer.substring(0, issuer.length() - 1))),
        row(control, "iss with a label behind it", "iss", quoted(issuer + ".example")),
        row(control, "iss with a fragment", "iss", quoted(issuer + "#")),
        row(control, "iss of somebody else", "iss", quoted("https://issuer.example")));
  }

  private static List<Forgery> audiences(Draft control) {
    String audience = control.context().audience();
    String genuine = quoted(audience);
    List<Forgery> rows = new ArrayList<>();
    rows.add(Forgery.bearer("aud missing", control.withoutClaim("aud").sign()));
    for (String json :
        List.of(
            "null",
            "1",
            "true",
            "\"\"",
            "[]",
            "[\"\"]",
            "[null]",
            "[1]",
            "\"https://a.example\"",
            "[\"https://a.example\",\"https://b.example\"]",
            "[" + genuine + ",1]",
            "[" + genuine + ",null]",
            "[[" + genuine + "]]",
            "{\"aud\":" + genuine + "}",
            quoted(audience + "/"),
            quoted(audience + " "),
            quoted(ForgedTokens.otherCase(audience)),
            quoted(audience.substring(0, audience.length() - 1)),
            quoted(audience + ",https://a.example"),
            quoted("*"))) {
      rows.add(row(control, "aud " + json.replace(audience, "<aud>"), "aud", json));
    }
    return rows;
  }

  private static List<Forgery> times(Draft control) {
    List<Forgery> rows = new ArrayList<>();
    for (String claim : List.of("exp", "iat", "nbf")) {
      long genuine = control.now() + (claim.equals("exp") ? Draft.LIFETIME : 0);
      Map<String, String> wrong =
          Map.ofEntries(
              Map.entry("null", "null"),
              Map.entry("a string", quoted(Long.toString(genuine))),
              Map.entry("a date", "\"2026-01-01T00:00:00Z\""),
              Map.entry("a boolean", "true"),
              Map.entry("an array", "[" + genuine + "]"),
              Map.entry("an object", "{}"),
              Map.entry("negative", "-1"),
              Map.entry("negative zero", "-0"),
              Map.entry("fractional", genuine + ".5"),
              Map.entry("with a fraction of zero", genuine + ".0"),
              Map.entry("with an exponent", genuine + "e0"),
              Map.entry("1e400", "1e400"),
              Map.entry("1e-400", "1e-400"),
              Map.entry("two to the 53rd", Long.toString(1L << 53)),
              Map.entry("two to the 63rd", "9223372036854775808"),
              Map.entry(
                  "congruent modulo two to the 64th",
                  new BigInteger("18446744073709551616")
                      .add(BigInteger.valueOf(genuine))
                      .toString()),
              Map.entry("of 33 digits", "1".repeat(33)),
              Map.entry("in milliseconds", genuine + "000"));
      wrong.forEach((what, json) -> rows.add(row(control, claim + " " + what, claim, json)));
    }
    rows.add(Forgery.bearer("exp missing", control.withoutClaim("exp").sign()));
    rows.add(Forgery.bearer("iat missing", control.withoutClaim("iat").sign()));
    return rows;
  }

  /**
   * Far enough from each limit that a slow test does not cross it; the limits themselves are in
   * TokenVerifierTest.
   */
  private static List<Forgery> lifetimes(Draft control) {
    long now = control.now();
    long hour = 3600;
    long tenYears = Duration.ofDays(3653).toSeconds();
    return List.of(
        times(control, "expired a second ago", now - Draft.LIFETIME - 1, now - 1),
        times(control, "expired an hour ago", now - hour - Draft.LIFETIME, now - hour),
        times(control, "expired in 1970", 0, Draft.LIFETIME),
        times(control, "expires in ten years", now, now + tenYears),
        times(control, "expires in a day", now, now + 24 * hour),
        times(control, "issued ten years ago", now - tenYears, now + Draft.LIFETIME),
        times(control, "expires as it is issued", now + 20, now + 20),
        times(control, "expires before it is issued", now + 20, now + 10),
        times(control, "issued in an hour", now + hour, now + hour + Draft.LIFETIME),
        row(control, "not valid for another hour", "nbf", Long.toString(now + hour)));
  }

  private static List<Forgery> scopes(Draft control) {
    String genuine = control.claims().get("scope");
    String open = genuine.substring(0, genuine.length() - 1);
    List<Forgery> rows = new ArrayList<>();
    rows.add(Forgery.bearer("scope missing", control.withoutClaim("scope").sign()));
    rows.add(
        row(
            control,
            "scope and groups",
            "groups",
            "[" + quoted(control.context().scopes().get(0)) + "]"));
    rows.add(row(control, "scope and groups of null", "groups", "null"));
    for (String json :
        List.of(
            "null",
            "1",
            "[" + genuine + "]",
            "{}",
            "\"\"",
            "\" \"",
            "\" " + genuine.substring(1),
            open + " \"",
            open + "  x\"",
            open + "\\tx\"",
            open + "\\nx\"",
            open + "\\u00a0x\"",
            open + "\\u0000\"",
            open + "\\ud800\"",
            open + " \\\"\"",
            open + " \\\\\"",
            open + " \u00e9\"",
            open + " " + "x".repeat(256) + "\"")) {
      rows.add(row(control, "scope " + shown(json, open), "scope", json));
    }
    for (String json :
        List.of(
            "null",
            genuine,
            "[]",
            "[1]",
            "[\"\"]",
            "[" + genuine + ",null]",
            "[[\"run:simulation\"]]",
            "[\"run:simulation read:data\"]",
            "{}")) {
      Draft grouped = control.withoutClaim("scope");
      rows.add(row(grouped, "groups " + shown(json, open), "groups", json));
    }
    return rows;
  }

  /** A token bound to a key that its bearer must prove to hold is no bearer token. */
  private static List<Forgery> proofs(Draft control) {
    return List.of(
        row(
            control,
            "cnf with a thumbprint",
            "cnf",
            "{\"jkt\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"),
        row(
            control,
            "cnf with a certificate",
            "cnf",
            "{\"x5t#S256\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"),
        row(control, "cnf empty", "cnf", "{}"),
        row(control, "cnf null", "cnf", "null"));
  }

  private static String shown(String json, String genuine) {
    return json.length() > 200
        ? "of 256 characters"
        : json.replace(genuine, "\"<scope>").replace("\u00e9", "e-acute");
  }

  private static Forgery row(Draft control, String name, String claim, String json) {
    return Forgery.bearer(name, control.claim(claim, json).sign());
  }

  private static Forgery times(Draft control, String name, long issued, long expires) {
    return Forgery.bearer(
        name,
        control.claim("iat", Long.toString(issued)).claim("exp", Long.toString(expires)).sign());
  }
}
