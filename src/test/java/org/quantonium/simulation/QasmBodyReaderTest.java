package org.quantonium.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class QasmBodyReaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "100000", "2147483647"})
  void reads_a_number_of_shots(String value) {
    assertThat(QasmBodyReader.integer("shots", value, Integer.MAX_VALUE))
        .isEqualTo(Long.parseLong(value));
  }

  /** The negative ones would come out as small positive ints. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "0x10",
        "+1",
        "-1",
        "-4294967295",
        "-9223372036854775807",
        "2147483648",
        "4294967297",
        "9223372036854775808",
        "99999999999999999999999",
        "\u0661",
        "\uff11"
      })
  void refuses_what_is_no_number_of_shots(String value) {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> QasmBodyReader.integer("shots", value, Integer.MAX_VALUE));

    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
    assertThat(problem).hasMessageStartingWith("/shots ");
  }
}
