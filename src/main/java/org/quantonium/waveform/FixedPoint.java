package org.quantonium.waveform;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Doubles as C's {@code printf} writes them with {@code %.17f} and the like. */
final class FixedPoint {
  private FixedPoint() {}

  /**
   * The exact decimal expansion, rounded half to even; with a minus wherever the sign bit is set,
   * also where all digits are 0. ({@link String#format} rounds the shortest digits that stand for
   * the double, which are others.)
   *
   * <p>Cost: about 1 us; up to 9 us and 328 characters for the largest values.
   *
   * @param value finite
   * @param places digits behind the point, at least 1
   */
  static String format(double value, int places) {
    String digits =
        new BigDecimal(Math.abs(value)).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    return Double.doubleToRawLongBits(value) < 0 ? "-" + digits : digits;
  }
}
