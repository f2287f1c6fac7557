package org.quantonium.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.quantonium.attack.Draft.base64;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Genuine tokens in another wrapping: the segments' encoding, their number, and the Authorization
 * header around them.
 */
final class ForgedEncodings {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private ForgedEncodings() {}

  static Stream<Forgery> rows(Draft control) {
    return Stream.of(segments(control), counts(control), headers(control)).flatMap(List::stream);
  }

  /** The signature is over the segments as they stand, so that only the encoding is wrong. */
  private static List<Forgery> segments(Draft control) {
    String header = base64(withSpareBits(control.headerJson()));
    String claims = base64(withSpareBits(control.claimsJsonAnd("\"x\":\"???>>>~~~\u00ff\u00ff\"")));
    String token = tokenWithBothSpecials(control, header, claims);
    String signature = token.substring(token.lastIndexOf('.') + 1);
    String signed = header + "." + claims + ".";
    List<Forgery> rows = new ArrayList<>();
    for (Wrapping wrapping : Wrapping.values()) {
      rows.add(
          Forgery.bearer(
              "header " + wrapping.text, control.signSegments(wrapping.of(header), claims)));
      rows.add(
          Forgery.bearer(
              "claims " + wrapping.text, control.signSegments(header, wrapping.of(claims))));
      rows.add(Forgery.bearer("signature " + wrapping.text, signed + wrapping.of(signature)));
    }
    rows.add(
        Forgery.bearer(
            "claims in the standard alphabet", control.signSegments(header, standard(claims))));
    rows.add(Forgery.bearer("signature in the standard alphabet", signed + standard(signature)));
    rows.add(Forgery.bearer("claims in MIME lines", control.signSegments(header, mime(claims))));
    rows.add(
        Forgery.bearer(
            "claims encoded twice", control.signSegments(header, base64(claims.getBytes(UTF_8)))));
    return rows;
  }

  /**
   * Ways to write a segment that a lenient decoder takes for the same bytes; each needs spare bits
   * in its last character.
   */
  private enum Wrapping {
    PADDED("with padding") {
      @Override
      String of(String segment) {
        return segment + "=".repeat(4 - segment.length() % 4);
      }
    },
    OVERPADDED("with too much padding") {
      @Override
      String of(String segment) {
        return segment + "====";
      }
    },
    SPARE_BITS("with a spare bit set") {
      @Override
      String of(String segment) {
        int last = ALPHABET.indexOf(segment.charAt(segment.length() - 1));
        return segment.substring(0, segment.length() - 1) + ALPHABET.charAt(last | 1);
      }
    },
    LONE_CHARACTER("with a lone character behind it") {
      @Override
      String of(String segment) {
        return segment + "A".repeat(5 - segment.length() % 4);
      }
    },
    SPACE("with a space inside") {
      @Override
      String of(String segment) {
        return inserted(segment, " ");
      }
    },
    LINE_BREAK("with a line break inside") {
      @Override
      String of(String segment) {
        return inserted(segment, "\r\n");
      }
    },
    NUL("with a NUL inside") {
      @Override
      String of(String segment) {
        return inserted(segment, "\0");
      }
    },
    LATIN("with a letter outside ASCII inside") {
      @Override
      String of(String segment) {
        return inserted(segment, "\u00e9");
      }
    },
    PERCENT("with a percent sign inside") {
      @Override
      String of(String segment) {
        return inserted(segment, "%41");
      }
    },
    TILDE("with a tilde inside") {
      @Override
      String of(String segment) {
        return inserted(segment, "~");
      }
    };

    final String text;

    Wrapping(String text) {
      this.text = text;
    }

    abstract String of(String segment);

    private static String inserted(String segment, String what) {
      return segment.substring(0, 8) + what + segment.substring(8);
    }
  }

  private static List<Forgery> counts(Draft control) {
    String token = control.sign();
    String[] parts = token.split("\\.", -1);
    String flattened =
        "{\"protected\":\""
            + parts[0]
            + "\",\"payload\":\""
            + parts[1]
            + "\",\"signature\":\""
            + parts[2]
            + "\"}";
    String jwe = base64("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}".getBytes(UTF_8));
    return List.of(
        Forgery.bearer("a dot behind the token", token + "."),
        Forgery.bearer("a dot before the token", "." + token),
        Forgery.bearer("a fourth segment", token + "." + parts[2]),
        Forgery.bearer("a thousand empty segments", token + ".".repeat(1000)),
        Forgery.bearer("claims and signature only", parts[1] + "." + parts[2]),
        Forgery.bearer("no signature and no dot", parts[0] + "." + parts[1]),
        Forgery.bearer("empty signature", parts[0] + "." + parts[1] + "."),
        Forgery.bearer("empty header", control.signSegments("", parts[1])),
        Forgery.bearer("empty claims", control.signSegments(parts[0], "")),
        Forgery.bearer("three empty segments", ".."),
        Forgery.bearer("one segment", parts[1]),
        Forgery.bearer(
            "five segments, as in JWE",
            jwe + ".." + base64(new byte[12]) + "." + parts[1] + "." + base64(new byte[16])),
        Forgery.bearer("JWS in JSON", flattened),
        Forgery.bearer("JWS in JSON, encoded", base64(flattened.getBytes(UTF_8))),
        Forgery.bearer("a token in a token", base64(token.getBytes(UTF_8)) + ".." + parts[2]),
        Forgery.bearer("an opaque token", "mF_9.B5f-4.1JqM"),
        Forgery.bearer("8193 characters", ForgedTokens.ofLength(control, 8193)));
  }

  private static List<Forgery> headers(Draft control) {
    String token = control.sign();
    String bearer = "Bearer " + token;
    String basic = "Basic YTpi";
    return List.of(
        new Forgery("two headers, the same", List.of(bearer, bearer)),
        new Forgery(
            "two headers, both genuine",
            List.of(bearer, "Bearer " + control.claim("jti", "\"2\"").sign())),
        new Forgery("two headers, Basic first", List.of(basic, bearer)),
        new Forgery("two headers, Basic last", List.of(bearer, basic)),
        new Forgery("two headers, the last without a token", List.of(bearer, "Bearer")),
        new Forgery("two tokens joined by a comma", List.of(bearer + "," + token)),
        new Forgery("two credentials joined by a comma", List.of(bearer + ", " + bearer)),
        new Forgery("two credentials, Basic last", List.of(bearer + ", " + basic)),
        new Forgery("two tokens", List.of(bearer + " " + token)),
        new Forgery("a parameter behind the token", List.of(bearer + " realm=x")),
        new Forgery("a comma behind the token", List.of(bearer + ",")),
        new Forgery("a semicolon behind the token", List.of(bearer + ";")),
        new Forgery("the scheme alone", List.of("Bearer")),
        new Forgery("the scheme twice", List.of("Bearer " + bearer)),
        new Forgery("two spaces", List.of("Bearer  " + token)),
        new Forgery("a tab for the space", List.of("Bearer\t" + token)),
        new Forgery("a space and a tab", List.of("Bearer \t" + token)),
        new Forgery("a no-break space", List.of("Bearer\u00a0" + token)),
        new Forgery("a colon behind the scheme", List.of("Bearer: " + token)),
        new Forgery("an equals sign behind the scheme", List.of("Bearer=" + token)),
        new Forgery("a comma before the scheme", List.of("," + bearer)),
        new Forgery("the token in quotes", List.of("Bearer \"" + token + "\"")),
        new Forgery("the token in angle brackets", List.of("Bearer <" + token + ">")),
        new Forgery("the token as a parameter", List.of("Bearer token=\"" + token + "\"")),
        new Forgery("a folded line", List.of("Bearer\r\n " + token)));
  }

  /** With white space, so that the last character of the segment has spare bits. */
  private static byte[] withSpareBits(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return bytes.length % 3 == 0 ? (json + " ").getBytes(UTF_8) : bytes;
  }

  /** Signatures differ each time: one is taken that has a character of the URL's own alphabet. */
  private static String tokenWithBothSpecials(Draft control, String header, String claims) {
    String token;
    do {
      token = control.signSegments(header, claims);
    } while (standard(token).equals(token)
        || !token.substring(token.lastIndexOf('.')).matches(".*[-_].*"));
    return token;
  }

  private static String standard(String segment) {
    return segment.replace('-', '+').replace('_', '/');
  }

  private static String mime(String segment) {
    return Base64.getMimeEncoder().encodeToString(Base64.getUrlDecoder().decode(segment));
  }
}
