package org.quantonium.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

  @ParameterizedTest
  @EnumSource
  void is_a_refusal_with_a_title_and_a_urn(ProblemType type) {
    assertThat(type.status()).isBetween(400, 599);
    assertThat(type.title()).matches("[A-Z][^\\n]{5,60}[^.]");
    assertThat(type.uri())
        .matches(
            "urn:problem-type:quantonium:[a-z]+(-[a-z]+)*"
                + "|https://iana\\.org/assignments/http-problem-types#[a-z-]+");
  }

  @Test
  void no_two_share_a_urn_or_a_title() {
    assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::uri)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::title)).doesNotHaveDuplicates();
  }

  /** The document has no more than its row, its detail and its members. */
  @ParameterizedTest
  @EnumSource
  void stands_in_the_document_with_its_detail_and_members(ProblemType type) {
    Problem problem =
        new Problem(type, "Do this.", new IllegalStateException("inner")).with("limit", 7);

    assertThat(new String(ProblemResponse.document(problem), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"Do this.\",\"limit\":7}"
                .formatted(type.uri(), type.title(), type.status()));
  }

  @Test
  void every_status_that_a_server_sends_has_a_problem_of_that_status_or_its_class() {
    for (int status = 400; status < 600; status++) {
      int answered = ProblemResponse.forStatus(status).type().status();

      assertThat(answered).isIn(status, status < 500 ? 400 : 500);
    }
  }
}
