package org.quantonium.waveform;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.quantonium.problem.Problem;

/**
 * The two figures that give the geometric hash its name, each at least 0 and below 1.
 *
 * @param amplitude from the mean of the absolute values
 * @param phase from the angle between the means of the odd and of the even samples
 */
record Geometry(double amplitude, double phase) {
  private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

  /**
   * In plain double arithmetic, in this order.
   *
   * @param atan2 of y and x
   * @throws Problem INVALID_REQUEST if the sum of the absolute values is not finite
   */
  static Geometry of(Waveform.Means means, Optional<Nonce> nonce, DoubleBinaryOperator atan2) {
    if (!Double.isFinite(means.absolute())) {
      throw Problem.invalid(
          "/samples", "must have absolute values whose sum is a finite double: scale them down");
    }
    double amplitude = means.absolute();
    double phase =
        means.even() == 0 && means.odd() == 0
            ? 0
            : (atan2.applyAsDouble(means.odd(), means.even()) / (2 * Math.PI) + 1) / 2;
    amplitude += nonce.map(Nonce::last).orElse(0.0);
    phase += nonce.map(Nonce::lastButOne).orElse(0.0);
    return new Geometry(amplitude * GOLDEN_RATIO % 1, phase * GOLDEN_RATIO % 1);
  }
}
