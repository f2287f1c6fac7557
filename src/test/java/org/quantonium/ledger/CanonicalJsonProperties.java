package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.quantonium.problem.Json;

class CanonicalJsonProperties {

  @Property
  void reads_back_as_what_was_written(@ForAll("objects") Map<String, Object> object) {
    assertThat(Json.read(CanonicalJson.write(object), Map.class)).isEqualTo(object);
  }

  @Property
  void has_its_names_in_their_order(@ForAll("objects") Map<String, Object> object) {
    Map<?, ?> read = (Map<?, ?>) Json.read(CanonicalJson.write(object), LinkedHashMap.class);

    assertThat(new ArrayList<Object>(read.keySet()))
        .isEqualTo(new ArrayList<>(new TreeMap<>(object).keySet()));
  }

  /** One value has one spelling: whatever the map's own order. */
  @Property
  void is_the_same_bytes_in_whatever_order_members_come(
      @ForAll("objects") Map<String, Object> object) {
    Map<String, Object> backwards = new LinkedHashMap<>();
    new TreeMap<>(object).descendingMap().forEach(backwards::put);

    assertThat(CanonicalJson.write(backwards)).isEqualTo(CanonicalJson.write(object));
  }

  @Property
  void a_cut_text_fits_and_begins_the_text(@ForAll("texts") String text) {
    String cut = CanonicalJson.cut(text, 20);

    assertThat(text).startsWith(cut);
    assertThat(CanonicalJson.write(Map.of("", cut)).length).isLessThanOrEqualTo(20 + 7);
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            texts().map(Object.class::cast),
            Arbitraries.integers().map(Object.class::cast),
            // The reader makes a Long only of what is no Integer.
            Arbitraries.longs()
                .between(Integer.MAX_VALUE + 1L, CanonicalJson.MAX_INTEGER)
                .map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast),
            texts().list().ofMaxSize(3).map(Object.class::cast));
    return Arbitraries.maps(texts(), value).ofMaxSize(8);
  }

  /** Whole characters of every plane, and control characters more often than they deserve. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> codePoints =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 0x7f),
            Arbitraries.integers().between(0x80, 0xd7ff),
            Arbitraries.integers().between(0xe000, 0x10ffff));
    return codePoints.list().ofMaxSize(12).map(CanonicalJsonProperties::text);
  }

  private static String text(List<Integer> codePoints) {
    StringBuilder text = new StringBuilder();
    codePoints.forEach(text::appendCodePoint);
    return text.toString();
  }
}
