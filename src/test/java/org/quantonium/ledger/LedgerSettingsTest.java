package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerSettingsTest {
  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 86_401, Integer.MAX_VALUE})
  void a_delay_out_of_range_is_refused_with_its_name_and_range(int seconds) {
    assertThatThrownBy(() -> LedgerSettings.requireMergeDelay(seconds))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "quantonium.ledger.merge.delay.seconds is " + seconds + " and must be from 1 to 86400");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 86_400})
  void one_in_range_is_taken(int seconds) {
    assertThatCode(() -> LedgerSettings.requireMergeDelay(seconds)).doesNotThrowAnyException();
  }
}
