package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

class BodyCapTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/token, 1048576",
    "/v1/simulations, 8388608",
    "/v1/simulations/stream, 8388608",
    "/v1/waveforms/hash, 2097152"
  })
  void refuses_what_announces_more_than_its_cap(String path, int cap) {
    assertThat(BodyCap.of(path)).isEqualTo(cap);
    assertThatCode(() -> BodyCap.refuse(path, cap)).doesNotThrowAnyException();

    for (long more : new long[] {cap + 1L, Long.MAX_VALUE}) {
      Problem refusal = catchThrowableOfType(Problem.class, () -> BodyCap.refuse(path, more));
      assertThat(refusal.type()).isEqualTo(ProblemType.BODY_TOO_LARGE);
    }
  }

  @Test
  void lets_a_body_come_that_announces_nothing() {
    assertThatCode(() -> BodyCap.refuse("/v1/token", -1)).doesNotThrowAnyException();
  }
}
