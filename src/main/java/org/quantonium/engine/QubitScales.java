package org.quantonium.engine;

import java.util.Arrays;

/**
 * What the amplitudes are kept times while a plan is made: all of them, and those with a 1 of each
 * qubit beside those with a 0.
 *
 * <p>A rotation makes (x - t u, u + t x). Where u is kept t-fold, that is (x - u, u + t^2 x): a
 * subtraction in place of one of two multiply-adds, which other units of a processor do at the same
 * time. A sweep of phases takes a change of scales along for nothing.
 *
 * <p>Of the two the larger is kept as it is: at a scale s amplitudes with a 0 are kept min(1,
 * 1/|s|)-fold and those with a 1 min(1, |s|)-fold with the sign of s. So scales make no amplitude
 * larger, and none smaller than by 2^{@link Precision#reach}, however many qubits have one.
 */
final class QubitScales {
  /** No scale is further from 1 than this power of 2. */
  private static final int FARTHEST = 8;

  private final Precision precision;
  private final double[] scales;

  /** Powers of 2 by which scales make an amplitude smaller, at most. */
  private int used;

  /** What all amplitudes still have to be multiplied by, cosines of rotations above all. */
  private double later = 1;

  QubitScales(int qubits, Precision precision) {
    this.precision = precision;
    this.scales = new double[qubits];
    Arrays.fill(scales, 1);
  }

  /** Lets the next rotation of a qubit be a subtraction, if the phases take that along. */
  void prepare(PhaseTerms terms, int qubit, double tangent, boolean swapped) {
    if (terms.takesAlong(qubit) && Math.getExponent(later) >= -precision.reach) {
      change(terms, qubit, swapped ? 1 : tangent);
    }
  }

  /** Brings a qubit's scale to that one, or to 1 where it is too far or there is no room. */
  private void change(PhaseTerms terms, int qubit, double scale) {
    double before = scales[qubit];
    used -= powers(before);
    boolean fits = powers(scale) <= FARTHEST && used + powers(scale) <= precision.reach;
    double after = fits ? scale : 1;
    used += powers(after);
    scales[qubit] = after;
    later *= ofZero(after) / ofZero(before);
    terms.add(1 << qubit, after / before, 0);
  }

  /**
   * Adds the sweeps of phases to their pass, and what is left to multiply by if that costs nothing.
   */
  void finish(PhaseTerms terms) {
    later = terms.finish(later, false);
  }

  /** Adds the last sweeps of phases: all amplitudes are then as they are. */
  void end(PhaseTerms terms) {
    for (int q = 0; q < scales.length; q++) {
      change(terms, q, 1);
    }
    later = terms.finish(later, true);
  }

  /** Adds a rotation to a pass. */
  void rotate(Pass pass, int qubit, double tangent, boolean swapped, double cosine) {
    double scale = scales[qubit];
    later *= cosine;
    if (swapped) {
      // (u, x) is kept as (s u, x), which is s times (u, x / s).
      pass.rotate(qubit, -tangent * scale, tangent / scale, true);
      scales[qubit] = 1 / scale;
      later *= Math.signum(scale);
    } else {
      pass.rotate(qubit, -tangent / scale, tangent * scale, false);
    }
  }

  private static double ofZero(double scale) {
    return Math.min(1, 1 / Math.abs(scale));
  }

  private static int powers(double scale) {
    return -Math.getExponent(Math.min(Math.abs(scale), 1 / Math.abs(scale)));
  }
}
