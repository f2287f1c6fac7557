package org.quantonium.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  enum Colour {
    RED,
    BLUE
  }

  record Inner(String text) {}

  /** One component of each kind that a request of ours has. */
  record Body(
      String text,
      Integer number,
      Long large,
      Double real,
      Boolean flag,
      Colour colour,
      List<String> texts,
      Inner inner) {}

  /** Takes any nesting. */
  record Deep(Object any) {}

  @Test
  void reads_every_kind_of_member() {
    Object body =
        read(
            """
            {"text": "a\\u00e9\\ud83d\\ude00", "number": -1, "large": 9007199254740991,
             "real": 2, "flag": true, "colour": "BLUE", "texts": ["x"], "inner": {"text": ""}}""");

    assertThat(body)
        .isEqualTo(
            new Body(
                "a\u00e9\ud83d\ude00",
                -1,
                9007199254740991L,
                2.0,
                true,
                Colour.BLUE,
                List.of("x"),
                new Inner("")));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "-0, -0.0", "-0.0, -0.0", "-0e5, -0.0", "-1, -1.0", "-1e-400, -0.0"})
  void reads_the_sign_of_a_zero(String written, Double value) {
    assertThat(read("{\"real\": " + written + "}"))
        .isEqualTo(new Body(null, null, null, value, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"text\"",
        "{\"text\":",
        "{\"text\":\"a",
        "{\"text\":\"a\"",
        "{\"text\":\"a\",",
        "{\"text\":\"a\",}",
        "{\"texts\":[\"a\"",
        "{\"texts\":[\"a\",]}",
        "{} {}",
        "{}{",
        "{}]",
        "{}x",
        "{},",
        "{}\0",
        "{\"text\":\"a\",\"text\":\"a\"}",
        "{\"text\":\"a\",\"t\\u0065xt\":\"a\"}",
        "{\"inner\":{\"text\":\"a\",\"text\":\"b\"}}",
        "\ufeff{}",
        "{'text':\"a\"}",
        "{\"text\":'a'}",
        "{text:\"a\"}",
        "{/* a */}",
        "{} // a",
        "{} # a",
        "{\"real\":NaN}",
        "{\"real\":Infinity}",
        "{\"real\":-Infinity}",
        "{\"number\":+1}",
        "{\"number\":01}",
        "{\"number\":1.}",
        "{\"number\":.5}",
        "{\"number\":0x10}",
        "{\"number\":- 1}",
        "{\"text\":\"a\nb\"}",
        "{\"text\":\"a\tb\"}",
        "{\"text\":\"a\0b\"}",
        "{\"text\":\"\\x\"}",
        "{\"text\":\"\\u12g4\"}",
        "{\"text\":\"\\u12\"}",
        "{\"flag\":True}",
        "{\"flag\":tru}",
        "{\"text\":nul}",
        "{\"text\" \"a\"}",
        "{\"text\":\"a\" \"number\":1}"
      })
  void refuses_what_is_not_strict_json(String text) {
    assertThat(refusal(text).type()).isEqualTo(ProblemType.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\udc00",
        "\\udbff",
        "\\uDFFF",
        "\\ud800a",
        "\\ud800\\n",
        "\\ud800\\ud800",
        "\\udc00\\ud800",
        "\\\\\\ud800"
      })
  void refuses_half_a_character(String escaped) {
    assertThat(refusal("{\"text\":\"" + escaped + "\"}").type())
        .isEqualTo(ProblemType.MALFORMED_JSON);
    assertThat(refusal("{\"" + escaped + "\":1}").type()).isEqualTo(ProblemType.MALFORMED_JSON);
  }

  @Test
  void a_backslash_before_u_is_not_an_escape_of_a_character() {
    assertThat(text("\\\\ud800")).isEqualTo("\\ud800");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"text\":1}', /text",
    "'{\"text\":1.5}', /text",
    "'{\"text\":true}', /text",
    "'{\"text\":{}}', /text",
    "'{\"text\":[\"a\"]}', /text",
    "'{\"number\":\"1\"}', /number",
    "'{\"number\":\"\"}', /number",
    "'{\"number\":true}', /number",
    "'{\"number\":1.0}', /number",
    "'{\"number\":1.5}', /number",
    "'{\"number\":1e2}', /number",
    "'{\"number\":1e400}', /number",
    "'{\"number\":1e999999999}', /number",
    "'{\"number\":2147483648}', /number",
    "'{\"number\":-2147483649}', /number",
    "'{\"number\":[1]}', /number",
    "'{\"large\":9223372036854775808}', /large",
    "'{\"large\":1e18}', /large",
    "'{\"real\":\"1\"}', /real",
    "'{\"flag\":\"true\"}', /flag",
    "'{\"flag\":1}', /flag",
    "'{\"colour\":0}', /colour",
    "'{\"colour\":\"0\"}', /colour",
    "'{\"colour\":\"red\"}', /colour",
    "'{\"colour\":\"\"}', /colour",
    "'{\"texts\":\"a\"}', /texts",
    "'{\"texts\":{}}', /texts",
    "'{\"texts\":[\"a\",1]}', /texts/1",
    "'{\"inner\":\"\"}', /inner",
    "'{\"inner\":[]}', /inner",
    "'{\"inner\":{\"text\":1}}', /inner/text",
    "'{\"inner\":{\"colour\":1}}', /inner"
  })
  void refuses_a_value_of_another_type_and_says_where(String text, String pointer) {
    Problem problem = refusal(text);

    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    assertThat(problem.getMessage()).startsWith(pointer + " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "\"a\"", "[]", "[{}]", "true"})
  void refuses_what_is_no_object(String text) {
    assertThat(refusal(text).type()).isEqualTo(ProblemType.INVALID_REQUEST);
  }

  @Test
  void names_an_unknown_field_and_the_known_ones() {
    assertThat(refusal("{\"inner\":{\"txet\":1}}"))
        .hasMessage("/inner 'txet' is not a field here; known: text");
  }

  @Test
  void repeats_an_unknown_field_only_as_far_as_it_is_plain() {
    assertThat(refusal("{\"<script>alert('%s')\":1}".formatted("a".repeat(200))).getMessage())
        .startsWith("'?script?alert(?" + "a".repeat(25) + "...' is not a field here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "number", "texts", "inner", "any"})
  void repeats_no_value(String field) {
    for (String value : List.of("\"canary\"", "[\"canary\"]", "{\"x\":\"canary\"}", "canary")) {
      assertThat(refusalOrNull("{\"" + field + "\":" + value + "}", Body.class))
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              problem ->
                  assertThat(new String(ProblemResponse.document(problem), UTF_8))
                      .doesNotContain("canary"));
    }
  }

  /** Java 17 itself writes the first three longer, and Java 25 as here. */
  @ParameterizedTest
  @CsvSource({
    "2E23, 2.0E23",
    "8.41E21, 8.41E21",
    "0x1p-44, 5.684341886080802E-14",
    "0.001, 0.001",
    "9.99E-4, 9.99E-4",
    "-0.0, -0.0"
  })
  void writes_the_shortest_text_that_reads_as_the_same_double(double value, String text) {
    assertThat(new String(Json.write(value), UTF_8)).isEqualTo(text);
  }

  @Test
  void reads_64_levels_and_refuses_65() {
    // The record itself is a level.
    assertThat(read(nested(63), Deep.class)).isNotNull();
    assertThat(refusalOrNull(nested(64), Deep.class).type()).isEqualTo(ProblemType.MALFORMED_JSON);
    assertThat(refusalOrNull(nested(100_000), Deep.class).type())
        .isEqualTo(ProblemType.MALFORMED_JSON);
  }

  @Test
  void reads_a_name_of_256_characters_and_refuses_257() {
    assertThat(read(named(256), Deep.class)).isNotNull();
    assertThat(refusalOrNull(named(257), Deep.class).type()).isEqualTo(ProblemType.MALFORMED_JSON);
  }

  @Test
  void reads_a_number_of_64_digits_and_refuses_65() {
    assertThat(read("{\"real\":" + "1".repeat(64) + "}", Body.class)).isNotNull();
    assertThat(refusal("{\"real\":" + "1".repeat(65) + "}").type())
        .isEqualTo(ProblemType.MALFORMED_JSON);
    assertThat(refusal("{\"number\":" + "1".repeat(100_000) + "}").type())
        .isEqualTo(ProblemType.MALFORMED_JSON);
  }

  @Test
  void reads_a_string_of_six_mi_characters_and_refuses_one_more() {
    String longest = "a".repeat(6 << 20);

    assertThat(text(longest)).hasSize(6 << 20);
    assertThat(refusal("{\"text\":\"" + longest + "a\"}").type())
        .isEqualTo(ProblemType.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0 80", "ed a0 80", "e2 82", "f5 80 80 80", "80", "c3 28"})
  void refuses_what_is_not_utf_8(String hex) {
    byte[] bytes =
        java.util.HexFormat.ofDelimiter(" ")
            .parseHex("7b 22 74 65 78 74 22 3a 22 " + hex + " 22 7d");

    Problem problem = catchThrowableOfType(Problem.class, () -> Json.read(bytes, Body.class));

    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void refuses_utf_16() {
    byte[] bytes = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16BE);

    Problem problem = catchThrowableOfType(Problem.class, () -> Json.read(bytes, Body.class));

    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_JSON);
  }

  @Test
  void says_where_the_json_broke() {
    assertThat(refusal("{\n  \"text\": x}")).hasMessageContaining("at line 2, column 1");
  }

  @Test
  void writes_members_in_the_order_of_the_record_and_leaves_out_what_is_absent() {
    Body body = new Body("\u00e9/", 1, null, 0.5, false, null, List.of(), null);

    assertThat(new String(Json.write(body), UTF_8))
        .isEqualTo("{\"text\":\"\u00e9/\",\"number\":1,\"real\":0.5,\"flag\":false,\"texts\":[]}");
  }

  @Test
  void a_document_of_500_000_tokens_is_read_and_no_longer_one() {
    // Those besides are the object, its name and the list's brackets.
    String most = "{\"texts\":[null" + ",null".repeat(499_994) + "]}";

    assertThat(((Body) read(most, Body.class)).texts()).hasSize(499_995);
    assertThat(refusal(most.replace("[null", "[null,null")).getMessage())
        .contains("500,000 tokens");
  }

  private static String nested(int arrays) {
    return "{\"any\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private static String named(int length) {
    return "{\"any\":{\"" + "n".repeat(length) + "\":1}}";
  }

  private static String text(String escaped) {
    return ((Body) read("{\"text\":\"" + escaped + "\"}")).text();
  }

  private static Object read(String text) {
    return read(text, Body.class);
  }

  private static Object read(String text, Class<?> type) {
    return Json.read(text.getBytes(UTF_8), type);
  }

  private static Problem refusal(String text) {
    Problem problem = refusalOrNull(text, Body.class);
    assertThat(problem).as(text.substring(0, Math.min(80, text.length()))).isNotNull();
    return problem;
  }

  private static Problem refusalOrNull(String text, Class<?> type) {
    return catchThrowableOfType(Problem.class, () -> read(text, type));
  }
}
