package org.quantonium.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GcraTest {
  static Stream<GcraCases.Case> cases() {
    return GcraCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decides(GcraCases.Case expected) {
    Gcra.Decision decision = expected.bucket().decide(expected.debt(), expected.units());

    assertThat(decision.admitted()).isEqualTo(expected.admitted());
    assertThat(decision.debt()).isEqualTo(expected.after());
    assertThat(decision.remaining()).isEqualTo(expected.remaining());
    assertThat(decision.retryAfter()).isEqualTo(expected.retryAfter());
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "1000000001, 1", "1, 1000000001", "1000000000, 1000001"})
  void has_bounds(long capacity, long interval) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Gcra(capacity, interval));
  }

  @Test
  void a_rate_that_does_not_divide_a_second_is_the_slower_one() {
    assertThat(new Rate(10, 3).bucket()).isEqualTo(new Gcra(10, 333_334));
    assertThat(new Rate(10, 1_000_000).bucket()).isEqualTo(new Gcra(10, 1));
  }

  @Test
  void the_shares_of_all_nodes_are_no_more_than_the_whole() {
    Rate rate = new Rate(10, 4);

    assertThat(rate.share(1)).isEqualTo(rate.bucket());
    assertThat(rate.share(3)).isEqualTo(new Gcra(3, 750_000));
  }
}
