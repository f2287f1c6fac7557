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

  /** One unit first, as with every try, and then five more. */
  @Test
  void who_pays_anew_with_each_try_is_admitted_after_the_time_that_it_was_told() {
    Gcra bucket = new Gcra(10, 1_000_000);
    long debt = bucket.decide(6_000_000, 1).debt();
    Gcra.Decision refused = bucket.decide(debt, 5).repaying(1);
    long later = bucket.decide(debt - refused.retryAfter(), 1).debt();

    assertThat(refused.admitted()).isFalse();
    assertThat(refused.retryAfter()).isEqualTo(3_000_000);
    assertThat(bucket.decide(later, 5).admitted()).isTrue();
    assertThat(bucket.decide(later, 5).repaying(1)).isEqualTo(bucket.decide(later, 5));
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
