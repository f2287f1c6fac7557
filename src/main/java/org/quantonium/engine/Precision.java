package org.quantonium.engine;

import java.util.Arrays;
import java.util.Optional;

/**
 * How the parts of an amplitude are kept, and what follows from their rounding. Probabilities and
 * their sums are always in double precision; see {@code docs/adr/0036-single-precision.md}.
 */
public enum Precision {
  /** IEEE 754 binary64, rounded to 1.1e-16. */
  DOUBLE("double", Double.BYTES, 16, 1e-18, 1e-18, 1e-12, 1e-3, 1e-100, 480),

  /** IEEE 754 binary32, rounded to 6.0e-8. */
  SINGLE("single", Float.BYTES, 17, 1e-10, 1e-14, 1e-10, 0x1p-5, 1e-8, 48);

  private final String word;

  /** Bytes of a real or imaginary part. */
  final int bytes;

  /** Qubits of a set at most: their amplitudes fill a MiB, a second-level cache. */
  final int set;

  /**
   * A value of a qubit less likely than this is never measured in mid-circuit. Rounding makes a
   * true zero show as the square of a rounding for each gate before it; what is true and so small
   * no number of shots that can be paid would ever meet.
   */
  final double never;

  /** An outcome at the end less likely than this is none: it is what one rounding leaves. */
  final double nothing;

  /** A bit string less likely than this is left out of the probabilities. */
  final double least;

  /**
   * Below this cosine a rotation takes its inputs the other way round, so that tangents, and what a
   * round of rotations makes of amplitudes before they are scaled, stay far from the largest
   * number: the least cosine to the power of {@link #set}, times {@link #small}, can be held.
   */
  final double leastCosine;

  /** A scale below this is brought into the amplitudes at the next chance. */
  final double small;

  /**
   * Powers of 2 by which {@link QubitScales} may make amplitudes smaller: factors that change from
   * one such scale to another, and what is left of an amplitude, stay far from where precision is
   * lost.
   */
  final int reach;

  Precision(
      String word,
      int bytes,
      int set,
      double never,
      double nothing,
      double least,
      double leastCosine,
      double small,
      int reach) {
    this.word = word;
    this.bytes = bytes;
    this.set = set;
    this.never = never;
    this.nothing = nothing;
    this.least = least;
    this.leastCosine = leastCosine;
    this.small = small;
    this.reach = reach;
  }

  /** What requests, results and the ledger call it: {@code double} or {@code single}. */
  public String word() {
    return word;
  }

  /** The precision of that name. */
  public static Optional<Precision> named(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  /** Bytes of an amplitude. */
  int amplitudeBytes() {
    return 2 * bytes;
  }

  /** A thread's block at most, in bytes. */
  long blockBytes() {
    return (long) amplitudeBytes() << set;
  }
}
