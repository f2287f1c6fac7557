package org.quantonium.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void quotes_forty_characters_whole() {
    assertThat(Problem.quote("a".repeat(40))).isEqualTo("'" + "a".repeat(40) + "'");
  }

  @Test
  void quotes_forty_of_forty_one_characters() {
    assertThat(Problem.quote("a".repeat(41))).isEqualTo("'" + "a".repeat(40) + "...'");
  }

  @Test
  void quotes_what_could_end_a_quotation_or_a_line_as_question_marks() {
    assertThat(Problem.quote("a'\"\\<>&\r\n\t\0\u007f\u00e9\ud800z"))
        .isEqualTo("'a?????????????z'");
  }

  @Property
  void quotes_anything_as_printable_ascii(@ForAll String input) {
    assertThat(Problem.quote(input)).matches("'[ -~&&[^'\"\\\\<>&]]{0,40}(\\.\\.\\.)?'");
  }

  @Test
  void tells_the_first_of_several_invalid_values_in_its_detail_and_all_in_its_errors() {
    Problem problem =
        Problem.invalid(
            List.of(
                new Problem.FieldError("/shots", "must be at least 0"),
                new Problem.FieldError("", "is required")));

    assertThat(problem).hasMessage("/shots must be at least 0");
    assertThat(
            new String(ProblemResponse.document(problem), java.nio.charset.StandardCharsets.UTF_8))
        .endsWith(
            "\"errors\":[{\"pointer\":\"/shots\",\"detail\":\"must be at least 0\"},"
                + "{\"pointer\":\"\",\"detail\":\"is required\"}]}");
  }

  @Test
  void says_in_seconds_when_to_try_again() {
    assertThat(new Problem(ProblemType.CAPACITY, "Later.").retryAfterSeconds(5).headers())
        .containsEntry("Retry-After", "5");
  }
}
