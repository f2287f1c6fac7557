package org.quantonium.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Header and claims that two JSON parsers read differently, or one reads and another does not. */
final class ForgedJson {

  private ForgedJson() {}

  static Stream<Forgery> rows(Draft control) {
    byte[] header = control.headerJson().getBytes(UTF_8);
    byte[] claims = control.claimsJson().getBytes(UTF_8);
    Stream<Forgery> headers =
        texts(control.headerJson()).entrySet().stream()
            .map(
                row ->
                    Forgery.bearer("header " + row.getKey(), control.sign(row.getValue(), claims)));
    Stream<Forgery> payloads =
        Stream.of(texts(control.claimsJson()), claimTexts(control))
            .flatMap(rows -> rows.entrySet().stream())
            .map(
                row ->
                    Forgery.bearer("claims " + row.getKey(), control.sign(header, row.getValue())));
    return Stream.concat(headers, payloads);
  }

  /** What is done to either text; none of it adds or changes a member. */
  private static Map<String, byte[]> texts(String json) {
    String inner = json.substring(1, json.length() - 1);
    Map<String, byte[]> rows = new LinkedHashMap<>();
    rows.put("after a byte order mark", ("\ufeff" + json).getBytes(UTF_8));
    rows.put("in UTF-16, big-endian", json.getBytes(UTF_16BE));
    rows.put("in UTF-16, little-endian", json.getBytes(UTF_16LE));
    rows.put("in UTF-32", json.getBytes(Charset.forName("UTF-32BE")));
    rows.put("with another object behind it", (json + "{}").getBytes(UTF_8));
    rows.put("with a brace behind it", (json + "}").getBytes(UTF_8));
    rows.put("with a NUL behind it", (json + "\0").getBytes(UTF_8));
    rows.put("with a letter behind it", (json + "x").getBytes(UTF_8));
    rows.put("with a no-break space behind it", (json + "\u00a0").getBytes(UTF_8));
    rows.put("with half a character behind it", (json + "\u00c3").getBytes(ISO_8859_1));
    rows.put("with a last comma", ("{" + inner + ",}").getBytes(UTF_8));
    rows.put("with a first comma", ("{," + inner + "}").getBytes(UTF_8));
    rows.put("with a comment", ("{/**/" + inner + "}").getBytes(UTF_8));
    rows.put("with a line comment", (json + "#\n").getBytes(UTF_8));
    rows.put("with single quotes", json.replace('"', '\'').getBytes(UTF_8));
    rows.put("with names unquoted", json.replaceAll("\"(\\w+)\":", "$1:").getBytes(UTF_8));
    rows.put("with equals signs", json.replace("\":", "\"=").getBytes(UTF_8));
    rows.put("not closed", ("{" + inner).getBytes(UTF_8));
    rows.put("not opened", (inner + "}").getBytes(UTF_8));
    rows.put("in an array", ("[" + json + "]").getBytes(UTF_8));
    rows.put("in a string", ("\"" + json.replace("\"", "\\\"") + "\"").getBytes(UTF_8));
    rows.put("an empty object", "{}".getBytes(UTF_8));
    rows.put("a number", "1".getBytes(UTF_8));
    rows.put("null", "null".getBytes(UTF_8));
    rows.put("white space", "  ".getBytes(UTF_8));
    rows.put("a thousand levels deep", ("[".repeat(1000) + "]".repeat(1000)).getBytes(UTF_8));
    rows.put("a thousand levels deep and not closed", "{\"a\":".repeat(1000).getBytes(UTF_8));
    return rows;
  }

  /** What is added to the claims where it would be ignored, if the text were sound. */
  private static Map<String, byte[]> claimTexts(Draft control) {
    Map<String, byte[]> rows = new LinkedHashMap<>();
    control
        .claims()
        .forEach(
            (name, json) -> {
              rows.put("with " + name + " twice", added(control, "\"" + name + "\":" + json));
              rows.put(
                  "with " + name + " twice, first null",
                  control
                      .claimsJson()
                      .replaceFirst("\\{", "{\"" + name + "\":null,")
                      .getBytes(UTF_8));
            });
    rows.put("with a name twice, once with an escape", added(control, "\"s\\u0075b\":\"x\""));
    rows.put("with a name twice in an object", added(control, "\"x\":{\"a\":1,\"a\":1}"));
    rows.put(
        "with a name twice in an object in an array",
        added(control, "\"x\":[0,{\"a\":1,\"\\u0061\":1}]"));
    rows.put("with an unknown name twice", added(control, "\"x\":1,\"x\":1"));
    rows.put("with an escaped NUL in an unknown claim", added(control, "\"x\":\"\\u0000\""));
    rows.put("with an escaped NUL in a name", added(control, "\"x\\u0000\":1"));
    rows.put("with an escaped NUL deep inside", added(control, "\"x\":[{\"a\":[\"\\u0000\"]}]"));
    rows.put(
        "with an escaped NUL in a name deep inside", added(control, "\"x\":[{\"\\u0000\":1}]"));
    rows.put("with a lone high surrogate in an unknown claim", added(control, "\"x\":\"\\ud800\""));
    rows.put("with a lone low surrogate in an unknown claim", added(control, "\"x\":\"\\udfff.\""));
    rows.put(
        "with a surrogate pair in the wrong order", added(control, "\"x\":\"\\ude00\\ud83d\""));
    rows.put("with a lone surrogate in a name", added(control, "\"\\ud800\":1"));
    rows.put("with a surrogate in UTF-8", addedBytes(control, "\u00ed\u00a0\u0080"));
    rows.put(
        "with a surrogate pair in UTF-8",
        addedBytes(control, "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080"));
    rows.put("with an overlong NUL", addedBytes(control, "\u00c0\u0080"));
    rows.put("with an overlong slash", addedBytes(control, "\u00e0\u0080\u00af"));
    rows.put("with a code point above Unicode", addedBytes(control, "\u00f4\u0090\u0080\u0080"));
    rows.put("with a stray continuation byte", addedBytes(control, "\u0080"));
    rows.put("with a broken sequence", addedBytes(control, "\u00c3("));
    rows.put("with a byte of ones", addedBytes(control, "\u00ff"));
    rows.put("with a raw line break in a string", added(control, "\"x\":\"a\nb\""));
    rows.put("with a raw NUL in a string", added(control, "\"x\":\"a\0b\""));
    rows.put("with an unknown escape", added(control, "\"x\":\"\\x41\""));
    rows.put("with an escape of three digits", added(control, "\"x\":\"\\u041\""));
    rows.put("with a leading zero", added(control, "\"x\":01"));
    rows.put("with a leading plus", added(control, "\"x\":+1"));
    rows.put("with a leading point", added(control, "\"x\":.5"));
    rows.put("with a last point", added(control, "\"x\":5."));
    rows.put("with a hexadecimal number", added(control, "\"x\":0x10"));
    rows.put("with NaN", added(control, "\"x\":NaN"));
    rows.put("with Infinity", added(control, "\"x\":-Infinity"));
    rows.put("with True", added(control, "\"x\":True"));
    rows.put("with undefined", added(control, "\"x\":undefined"));
    rows.put("with a missing value", added(control, "\"x\":[1,,2]"));
    rows.put("with a last comma in an array", added(control, "\"x\":[1,]"));
    rows.put("with a bracket closed by a brace", added(control, "\"x\":[1}"));
    rows.put("nine levels deep", added(control, "\"x\":" + "[".repeat(8) + "]".repeat(8)));
    rows.put(
        "with a number of 33 digits in an unknown claim",
        added(control, "\"x\":" + "1".repeat(33)));
    rows.put(
        "with a number of 3000 digits in an unknown claim",
        added(control, "\"x\":" + "1".repeat(3000)));
    rows.put(
        "with a fraction of 3000 digits in an unknown claim",
        added(control, "\"x\":0." + "1".repeat(3000)));
    return rows;
  }

  private static byte[] added(Draft control, String members) {
    return control.claimsJsonAnd(members).getBytes(UTF_8);
  }

  /** A string of the given bytes, written as Latin-1, in an unknown claim. */
  private static byte[] addedBytes(Draft control, String bytes) {
    return control.claimsJsonAnd("\"x\":\"" + bytes + "\"").getBytes(ISO_8859_1);
  }
}
