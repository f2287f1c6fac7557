package org.quantonium.qasm;

/**
 * Turns short decimal numbers into doubles, several times faster than {@link Double#parseDouble}.
 *
 * <p>Circuits hold a number in almost every line, most of them with 15 to 18 digits and no
 * exponent.
 */
final class Decimal {
  /** Digits may be appended below this value, so that they stay a long. */
  static final long MAX_DIGITS = 100_000_000_000_000_000L;

  /** Powers of ten up to this one are doubles without rounding. */
  static final int MAX_SCALE = 22;

  private static final double[] POWERS = new double[MAX_SCALE + 1];

  /** How near to the middle between two doubles, in units of their distance, is too near. */
  private static final double MARGIN = 0x1p-30;

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= MAX_SCALE; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private Decimal() {}

  /**
   * The double nearest to digits / 10^scale, or NaN if this method cannot tell which of two it is.
   *
   * <p>A quotient of rounded digits is corrected by the exact remainder of that division and by
   * what the rounding lost; the sum is known to some 100 bits, and its rounding is right unless it
   * lies in the middle between two doubles.
   *
   * @param digits 0 <= digits < 10^18
   * @param scale 0 <= scale <= {@link #MAX_SCALE}
   */
  static double nearest(long digits, int scale) {
    double high = digits;
    if (scale == 0) {
      return high;
    }
    double power = POWERS[scale];
    double low = digits - (long) high;
    double quotient = high / power;
    double correction = (Math.fma(-quotient, power, high) + low) / power;
    double sum = quotient + correction;
    double lost = Math.abs(quotient - sum + correction);
    double half = Math.ulp(sum) / 2;
    // Below a power of two the distance to the next double is half of that above.
    boolean middle =
        Math.abs(lost - half) < MARGIN * half || Math.abs(lost - half / 2) < MARGIN * half;
    return middle ? Double.NaN : sum;
  }
}
