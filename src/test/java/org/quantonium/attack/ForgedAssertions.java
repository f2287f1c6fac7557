package org.quantonium.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.quantonium.attack.Draft.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Client assertions that must be refused, each one step away from the control, which must not: the
 * signature is genuine wherever the row is about something else.
 */
public final class ForgedAssertions {

  private ForgedAssertions() {}

  /**
   * One of them.
   *
   * @param name what is wrong with it; unique in its table
   */
  public record Row(String name, String assertion) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A good one, with a jti of its own.
   *
   * @param context its key, kid and client are the client's, its issuer is ours
   */
  public static Draft control(ForgeryContext context) {
    Draft draft = Draft.control(context);
    long now = draft.now();
    return draft
        .header("typ", quoted("client-authentication+jwt"))
        .claim("iss", quoted(context.clientId()))
        .claim("aud", quoted(context.issuer()))
        .claim("exp", Long.toString(now + 60))
        .claim("jti", quoted(UUID.randomUUID().toString()))
        .withoutClaim("client_id")
        .withoutClaim("tenant")
        .withoutClaim("scope");
  }

  /** All of them; none is like another's bytes. */
  public static List<Row> all(ForgeryContext context) {
    Draft control = control(context);
    List<Row> rows = new ArrayList<>();
    claims(rows, control);
    times(rows, control);
    headers(rows, control);
    encodings(rows, control);
    for (Forgery forgery : ForgedSignatures.rows(control).toList()) {
      String header = forgery.authorizationHeaders().get(0);
      rows.add(new Row(forgery.name(), header.substring("Bearer ".length())));
    }
    return rows;
  }

  private static void claims(List<Row> rows, Draft control) {
    String issuer = control.context().issuer();
    for (String claim : List.of("iss", "sub", "aud", "exp", "iat", "jti")) {
      rows.add(new Row(claim + " missing", control.withoutClaim(claim).sign()));
      for (String json : List.of("null", "true", "{}", "[]", "\"\"", "1.5", "-1")) {
        rows.add(new Row(claim + " is " + json, control.claim(claim, json).sign()));
      }
    }
    rows.add(new Row("iss is another", control.claim("iss", quoted("someone")).sign()));
    rows.add(new Row("sub is another", control.claim("sub", quoted("someone")).sign()));
    rows.add(
        new Row(
            "both are a client that there is not",
            control.claim("iss", quoted("someone")).claim("sub", quoted("someone")).sign()));
    for (String audience :
        List.of(
            quoted(issuer + "/"),
            quoted(issuer + "/v1/token"),
            quoted(issuer.toUpperCase(java.util.Locale.ROOT)),
            quoted(control.context().audience()),
            quoted("https://elsewhere.example"),
            "[" + quoted(issuer) + "," + quoted("https://elsewhere.example") + "]",
            "[" + quoted(issuer) + "," + quoted(issuer) + "]")) {
      rows.add(new Row("aud is " + audience, control.claim("aud", audience).sign()));
    }
    rows.add(new Row("jti with a space", control.claim("jti", quoted("a b")).sign()));
    rows.add(new Row("jti of 256", control.claim("jti", quoted("x".repeat(256))).sign()));
    rows.add(
        new Row(
            "jti twice",
            control.sign(
                control.headerJson().getBytes(UTF_8),
                control.claimsJsonAnd("\"jti\":\"other\"").getBytes(UTF_8))));
  }

  private static void times(List<Row> rows, Draft control) {
    long now = control.now();
    Map<String, long[]> ranges =
        Map.of(
            "expired", new long[] {now - 120, now - 60},
            "longer than five minutes", new long[] {now, now + 301},
            "of a year", new long[] {now, now + 31_536_000},
            "ends as it begins", new long[] {now, now},
            "ends before it begins", new long[] {now + 10, now + 5},
            "issued in a minute", new long[] {now + 60, now + 90},
            "in milliseconds", new long[] {now * 1000, (now + 60) * 1000});
    ranges.forEach(
        (name, range) ->
            rows.add(
                new Row(
                    name,
                    control
                        .claim("iat", Long.toString(range[0]))
                        .claim("exp", Long.toString(range[1]))
                        .sign())));
    rows.add(new Row("nbf in a minute", control.claim("nbf", Long.toString(now + 60)).sign()));
    rows.add(new Row("nbf a string", control.claim("nbf", quoted("0")).sign()));
  }

  private static void headers(List<Row> rows, Draft control) {
    for (String alg : List.of("none", "None", "HS256", "RS256", "ES384", "EdDSA", "PS256", "")) {
      rows.add(new Row("alg " + alg, control.header("alg", quoted(alg)).sign()));
    }
    rows.add(new Row("alg missing", control.withoutHeader("alg").sign()));
    rows.add(new Row("alg a number", control.header("alg", "1").sign()));
    for (String typ : List.of("at+jwt", "dpop+jwt", "JOSE", "")) {
      rows.add(new Row("typ " + typ, control.header("typ", quoted(typ)).sign()));
    }
    rows.add(new Row("typ null", control.header("typ", "null").sign()));
    rows.add(new Row("kid of nobody", control.header("kid", quoted("nobody")).sign()));
    rows.add(new Row("kid a number", control.header("kid", "1").sign()));
    for (String name : List.of("jwk", "jku", "x5c", "x5u", "x5t", "crit", "b64", "zip", "cty")) {
      rows.add(new Row(name + " beside", control.header(name, quoted("x")).sign()));
    }
    rows.add(
        new Row(
            "its own key along",
            control
                .header("jwk", control.context().signingKey().toPublicJWK().toJSONString())
                .sign()));
  }

  private static void encodings(List<Row> rows, Draft control) {
    String good = control.sign();
    int dot = good.lastIndexOf('.');
    rows.add(new Row("padded", good + "="));
    rows.add(new Row("with a space", good + " "));
    rows.add(new Row("of four segments", good + ".x"));
    rows.add(new Row("of two segments", good.substring(0, dot)));
    rows.add(new Row("without a signature", good.substring(0, dot + 1)));
    rows.add(new Row("no text at all", "."));
    rows.add(new Row("too long", control.claim("x", quoted("x".repeat(8192))).sign()));
    rows.add(
        new Row("claims an array", control.sign(control.headerJson().getBytes(UTF_8), bytes())));
  }

  private static byte[] bytes() {
    return "[]".getBytes(UTF_8);
  }
}
