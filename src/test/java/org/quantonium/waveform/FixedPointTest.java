package org.quantonium.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {
  /** As Python 3 writes them. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.10000000000000001",
    "0.3, 0.29999999999999999",
    "0.30000000000000004, 0.30000000000000004",
    "1e-17, 0.00000000000000001",
    "-2.5e-16, -0.00000000000000025",
    "5e-18, 0.00000000000000001",
    "4.9e-18, 0.00000000000000000",
    "-1e-18, -0.00000000000000000",
    "-0.0, -0.00000000000000000",
    "0.0, 0.00000000000000000",
    "4.9e-324, 0.00000000000000000",
    "123456789.123, 123456789.12299999594688416",
    "1e22, 10000000000000000000000.00000000000000000",
    "1e23, 99999999999999991611392.00000000000000000"
  })
  void writes_17_decimals_of_the_exact_value(double value, String written) {
    assertThat(FixedPoint.format(value, 17)).isEqualTo(written);
  }

  /** Exact halves are all that is rounded to even. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "1.5, 2",
    "2.5, 2",
    "0.125, 0.12",
    "0.375, 0.38",
    "-0.125, -0.12",
    "0.135, 0.14"
  })
  void rounds_half_to_even(double value, String written) {
    int places = written.contains(".") ? 2 : 0;

    assertThat(FixedPoint.format(value, places)).isEqualTo(written);
  }

  @Test
  void writes_the_largest_double() {
    assertThat(FixedPoint.format(-Double.MAX_VALUE, 17))
        .hasSize(1 + 309 + 1 + 17)
        .startsWith("-17976931348623157081")
        .endsWith("4124858368.00000000000000000");
  }

  /** Why it is not used. */
  @Test
  void is_not_what_string_format_writes() {
    assertThat(String.format("%.17f", 0.1)).isNotEqualTo(FixedPoint.format(0.1, 17));
  }
}
