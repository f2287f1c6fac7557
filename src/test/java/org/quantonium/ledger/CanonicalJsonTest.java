package org.quantonium.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  /** RFC 8785, 3.2.2.2: code point in hexadecimal, and how it is written; # stands for itself. */
  @ParameterizedTest
  @CsvSource({
    "0, \\u0000",
    "1, \\u0001",
    "7, \\u0007",
    "8, \\b",
    "9, \\t",
    "a, \\n",
    "b, \\u000b",
    "c, \\f",
    "d, \\r",
    "e, \\u000e",
    "f, \\u000f",
    "10, \\u0010",
    "1b, \\u001b",
    "1f, \\u001f",
    "20, #",
    "22, \\\"",
    "26, #",
    "2f, #",
    "3c, #",
    "5c, \\\\",
    "7f, #",
    "80, #",
    "9f, #",
    "e9, #",
    "2028, #",
    "20ac, #",
    "d7ff, #",
    "e000, #",
    "fdd0, #",
    "ffff, #",
    "10000, #",
    "1f602, #",
    "10ffff, #"
  })
  void escapes_what_it_must_and_nothing_else(String codePoint, String written) {
    String text = Character.toString(Integer.parseInt(codePoint, 16));

    assertThat(write(Map.of("a", text)))
        .isEqualTo("{\"a\":\"" + (written.equals("#") ? text : written) + "\"}");
    assertThat(write(Map.of(text, "a")))
        .isEqualTo("{\"" + (written.equals("#") ? text : written) + "\":\"a\"}");
  }

  /** RFC 8785, 3.2.3: by UTF-16 units, so that U+1F602 (D83D DE02) stands before U+FB33. */
  @Test
  void sorts_names_by_their_utf_16_units() {
    assertThat(
            write(
                Map.of(
                    "\u20ac",
                    1,
                    "\r",
                    2,
                    "\ufb33",
                    3,
                    "1",
                    4,
                    "\ud83d\ude02",
                    5,
                    "\u0080",
                    6,
                    "\u00f6",
                    7)))
        .isEqualTo(
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude02\":5,\"\ufb33\":3}");
  }

  @Test
  void sorts_upper_case_first_and_a_prefix_before_what_it_begins() {
    assertThat(write(Map.of("b", 1, "a", 2, "aa", 3, "B", 4)))
        .isEqualTo("{\"B\":4,\"a\":2,\"aa\":3,\"b\":1}");
  }

  @Test
  void writes_each_kind_of_value() {
    assertThat(
            write(
                Map.of(
                    "flag", true, "list", List.of("b", "\"", ""), "none", List.of(), "text", "x")))
        .isEqualTo("{\"flag\":true,\"list\":[\"b\",\"\\\"\",\"\"],\"none\":[],\"text\":\"x\"}");
  }

  @Test
  void writes_nothing_as_an_empty_object() {
    assertThat(write(Map.of())).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 9_007_199_254_740_991L, -9_007_199_254_740_991L})
  void writes_an_integer_that_every_reader_keeps(long value) {
    assertThat(write(Map.of("a", value))).isEqualTo("{\"a\":" + value + "}");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {9_007_199_254_740_992L, -9_007_199_254_740_992L, Long.MAX_VALUE, Long.MIN_VALUE})
  void refuses_an_integer_that_some_reader_would_round(long value) {
    assertThatIllegalArgumentException().isThrownBy(() -> write(Map.of("a", value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\ud83d", "\ude02", "a\ud83d", "\ud83da", "\ude02\ud83d", "\ud83d\ud83d\ude02"})
  void refuses_half_of_a_character(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> write(Map.of("a", text)));
    assertThatIllegalArgumentException().isThrownBy(() -> write(Map.of(text, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> write(Map.of("a", List.of(text))));
  }

  @Test
  void refuses_what_has_no_single_spelling() {
    assertThatIllegalArgumentException().isThrownBy(() -> write(Map.of("a", 0.5)));
    assertThatIllegalArgumentException().isThrownBy(() -> write(Map.of("a", Map.of())));
  }

  @Test
  void cuts_a_text_where_its_json_passes_the_bytes() {
    assertThat(CanonicalJson.cut("abc", 3)).isEqualTo("abc");
    assertThat(CanonicalJson.cut("abcd", 3)).isEqualTo("abc");
    assertThat(CanonicalJson.cut("a\"b", 3)).isEqualTo("a\"");
    assertThat(CanonicalJson.cut("a\0b", 6)).isEqualTo("a");
    assertThat(CanonicalJson.cut("\u00e9\u00e9", 3)).isEqualTo("\u00e9");
    assertThat(CanonicalJson.cut("", 3)).isEmpty();
  }

  @Test
  void cuts_no_character_in_half() {
    assertThat(CanonicalJson.cut("\ud83d\ude02\ud83d\ude02", 7)).isEqualTo("\ud83d\ude02");
  }

  private static String write(Map<String, Object> members) {
    return new String(CanonicalJson.write(members), UTF_8);
  }
}
