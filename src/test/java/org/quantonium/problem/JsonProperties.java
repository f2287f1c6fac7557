package org.quantonium.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.quantonium.problem.JsonTest.Body;

class JsonProperties {
  private static final byte[] VALID =
      """
      {"text": "a\\u00e9\\ud83d\\ude00", "number": -1, "large": 9007199254740991,
       "real": 2.5e-1, "flag": true, "colour": "BLUE", "texts": ["x", "y"], "inner": {"text": ""}}"""
          .getBytes(UTF_8);

  @Property
  void gives_a_value_or_a_problem_for_any_bytes(@ForAll @Size(max = 64) byte[] body) {
    assertThat(isRead(body)).isIn(true, false);
  }

  @Property(tries = 200)
  void gives_a_value_or_a_problem_for_any_text_in_any_member(@ForAll String text) {
    for (String member : new String[] {"text", "number", "colour", "texts", "inner"}) {
      isRead(("{\"" + member + "\":\"" + text + "\"}").getBytes(UTF_8));
      isRead(("{\"" + member + "\":" + text + "}").getBytes(UTF_8));
    }
  }

  @Property
  void gives_a_value_or_a_problem_when_one_byte_is_another(
      @ForAll @IntRange(max = 1023) int position, @ForAll byte other) {
    byte[] body = VALID.clone();
    body[position % body.length] = other;

    isRead(body);
  }

  @Property
  void gives_a_problem_when_the_end_is_missing(@ForAll @IntRange(max = 1023) int length) {
    assertThat(isRead(Arrays.copyOf(VALID, length % VALID.length))).isFalse();
  }

  @Property
  void gives_a_value_or_a_problem_when_a_piece_is_twice_there(
      @ForAll @IntRange(max = 1023) int from, @ForAll @IntRange(max = 1023) int to) {
    int start = from % VALID.length;
    int end = to % VALID.length;
    byte[] body = new byte[VALID.length + Math.max(0, end - start)];
    System.arraycopy(VALID, 0, body, 0, Math.max(start, end));
    System.arraycopy(VALID, start, body, Math.max(start, end), VALID.length - start);

    isRead(body);
  }

  @Property
  void reads_back_what_it_writes(@ForAll @IntRange int number, @ForAll boolean flag) {
    Body body =
        new Body("a\u00e9\n\0", number, (long) number, (double) number, flag, null, null, null);

    assertThat(Json.read(Json.write(body), Body.class)).isEqualTo(body);
  }

  /** Any exception but a problem fails the property. */
  private static boolean isRead(byte[] body) {
    try {
      return Json.read(body, Body.class) instanceof Body;
    } catch (Problem refused) {
      return false;
    }
  }
}
