package org.quantonium.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.quantonium.attack.Draft.base64;
import static org.quantonium.attack.Draft.quoted;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JOSE header that asks for something else than the one way in which tokens are verified. */
final class ForgedHeaders {

  private static final ECKey ATTACKER = pair();

  private ForgedHeaders() {}

  static Stream<Forgery> rows(Draft control) {
    return Stream.of(algorithms(control), keyIds(control), types(control), parameters(control))
        .flatMap(List::stream);
  }

  private static List<Forgery> algorithms(Draft control) {
    List<Forgery> rows = new ArrayList<>();
    for (String none : List.of("none", "None", "nOnE", "NONE")) {
      Draft draft = control.header("alg", quoted(none));
      rows.add(Forgery.bearer("alg " + none + " without a signature", draft.signingInput() + "."));
      rows.add(Forgery.bearer("alg " + none + " with a signature", draft.sign()));
    }
    for (String alg :
        List.of(
            "es256",
            "ES256 ",
            "ES256\\u0000",
            "ES25",
            "ES384",
            "ES512",
            "ES256K",
            "EdDSA",
            "Ed25519",
            "RS256",
            "PS256",
            "HS256",
            "HS512",
            "dir",
            "")) {
      rows.add(Forgery.bearer("alg '" + alg + "'", control.header("alg", quoted(alg)).sign()));
    }
    for (String json : List.of("null", "256", "true", "[\"ES256\"]", "{\"ES256\":1}")) {
      rows.add(Forgery.bearer("alg is " + json, control.header("alg", json).sign()));
    }
    rows.add(Forgery.bearer("alg missing", control.withoutHeader("alg").sign()));
    rows.add(
        header(
            "alg twice, the genuine one last",
            control,
            control.headerJson().replaceFirst("\\{", "{\"alg\":\"none\",")));
    rows.add(
        header(
            "alg twice, the genuine one first",
            control,
            control.headerJsonAnd("\"alg\":\"none\"")));
    rows.add(
        header(
            "alg twice, once with an escape",
            control,
            control.headerJsonAnd("\"\\u0061lg\":\"ES256\"")));
    return rows;
  }

  private static List<Forgery> keyIds(Draft control) {
    List<Forgery> rows = new ArrayList<>();
    String kid = control.context().kid();
    for (String other :
        List.of(
            "",
            kid + " ",
            " " + kid,
            kid + "\\u0000",
            kid + "\\n",
            kid + "=",
            kid + "/.",
            base64("no such key".getBytes(UTF_8)),
            "../../../../../../dev/null",
            "..%2f..%2f" + kid,
            "file:///dev/null",
            "http://127.0.0.1:9/" + kid,
            "' OR '1'='1",
            "x' UNION SELECT 'AA==' -- ",
            "$(id)",
            "| id",
            "${jndi:ldap://127.0.0.1:9/x}",
            "*",
            "%",
            "\\ud800",
            "\u00e9",
            "k".repeat(129),
            "k".repeat(4096))) {
      String shown =
          other.length() > 60
              ? "of " + other.length() + " characters"
              : "'" + other.replace(kid, "<kid>") + "'";
      rows.add(Forgery.bearer("kid " + shown, control.header("kid", quoted(other)).sign()));
    }
    for (String json :
        List.of("null", "0", "false", "[\"" + kid + "\"]", "{\"kid\":\"" + kid + "\"}")) {
      rows.add(
          Forgery.bearer(
              "kid is " + json.replace(kid, "<kid>"), control.header("kid", json).sign()));
    }
    rows.add(
        Forgery.bearer(
            "kid in another case",
            control.header("kid", quoted(ForgedTokens.otherCase(kid))).sign()));
    rows.add(
        Forgery.bearer(
            "kid without its first character",
            control.header("kid", quoted(kid.substring(1))).sign()));
    rows.add(
        Forgery.bearer(
            "kid with a character more", control.header("kid", quoted(kid + "A")).sign()));
    rows.add(Forgery.bearer("kid missing", control.withoutHeader("kid").sign()));
    rows.add(
        header(
            "kid twice, the genuine one last",
            control,
            control.headerJson().replaceFirst("\\{", "{\"kid\":\"x\",")));
    rows.add(
        header(
            "kid twice, the genuine one first", control, control.headerJsonAnd("\"kid\":\"x\"")));
    rows.add(
        header("kid twice the same", control, control.headerJsonAnd("\"kid\":" + quoted(kid))));
    return rows;
  }

  private static List<Forgery> types(Draft control) {
    List<Forgery> rows = new ArrayList<>();
    for (String typ :
        List.of(
            "",
            "JWT",
            "jwt",
            "id_token+jwt",
            "logout+jwt",
            "dpop+jwt",
            "secevent+jwt",
            "JOSE",
            "at+jwt ",
            " at+jwt",
            "at jwt",
            "xat+jwt",
            "at+jwts",
            "text/at+jwt",
            "application/application/at+jwt",
            "appl\u0131cation/at+jwt")) {
      rows.add(Forgery.bearer("typ '" + typ + "'", control.header("typ", quoted(typ)).sign()));
    }
    for (String json : List.of("null", "1", "[\"at+jwt\"]")) {
      rows.add(Forgery.bearer("typ is " + json, control.header("typ", json).sign()));
    }
    rows.add(Forgery.bearer("typ missing", control.withoutHeader("typ").sign()));
    rows.add(header("typ twice", control, control.headerJsonAnd("\"typ\":\"at+jwt\"")));
    return rows;
  }

  /**
   * Parameters that bring a key along are tried both beside the genuine signature and with a
   * signature by the key that they bring.
   */
  private static List<Forgery> parameters(Draft control) {
    List<Forgery> rows = new ArrayList<>();
    String jwk = ATTACKER.toPublicJWK().toJSONString();
    String genuine = control.context().signingKey().toPublicJWK().toJSONString();
    for (String[] parameter :
        new String[][] {
          {"jwk", jwk},
          {"jku", "\"http://127.0.0.1:9/jwks.json\""},
          {"x5u", "\"http://127.0.0.1:9/chain.pem\""},
          {"x5c", "[\"MIIB\"]"},
          {"x5t", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAA\""},
          {"x5t#S256", "\"AAAA\""}
        }) {
      Draft draft = control.header(parameter[0], parameter[1]);
      rows.add(Forgery.bearer(parameter[0] + " beside the genuine signature", draft.sign()));
      rows.add(
          Forgery.bearer(
              parameter[0] + " with a signature by another key", signedByAttacker(draft)));
    }
    rows.add(Forgery.bearer("jwk of the genuine key", control.header("jwk", genuine).sign()));
    rows.add(
        Forgery.bearer(
            "jwk instead of kid",
            signedByAttacker(control.withoutHeader("kid").header("jwk", jwk))));
    for (String[] parameter :
        new String[][] {
          {"crit", "[]"},
          {"crit", "[\"exp\"]"},
          {"crit", "[\"b64\"]"},
          {"crit", "null"},
          {"b64", "false"},
          {"b64", "true"},
          {"zip", "\"DEF\""},
          {"cty", "\"JWT\""},
          {"enc", "\"A128GCM\""},
          {"epk", jwk},
          {"nonce", "\"x\""},
          {"url", "\"http://127.0.0.1:9/\""},
          {"iss", "\"x\""},
          {"exp", "1"},
          {"ALG", "\"none\""},
          {"x", "{}"},
          {"", "\"\""}
        }) {
      rows.add(
          Forgery.bearer(
              "header with "
                  + parameter[0]
                  + ": "
                  + (parameter[1].equals(jwk) ? "a key" : parameter[1]),
              control.header(parameter[0], parameter[1]).sign()));
    }
    rows.add(unencoded(control));
    return rows;
  }

  /**
   * RFC 7797: with b64 false the payload is signed as it is, so its text and its encoding can be
   * told apart.
   */
  private static Forgery unencoded(Draft control) {
    Draft draft = control.header("b64", "false").header("crit", "[\"b64\"]");
    String header = base64(draft.headerJson().getBytes(UTF_8));
    String claims = base64(draft.claimsJson().getBytes(UTF_8));
    byte[] signature = draft.signature(header + "." + draft.claimsJson());
    return Forgery.bearer(
        "b64 false with a signature over the plain payload",
        header + "." + claims + "." + base64(signature));
  }

  private static Forgery header(String name, Draft control, String json) {
    return Forgery.bearer(
        name, control.sign(json.getBytes(UTF_8), control.claimsJson().getBytes(UTF_8)));
  }

  private static String signedByAttacker(Draft draft) {
    String signed = draft.signingInput();
    try {
      return signed
          + "."
          + base64(
              Draft.signature("SHA256withECDSAinP1363Format", ATTACKER.toECPrivateKey(), signed));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey pair() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
