package org.quantonium.web;

import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** How many bytes a body may have, by path. */
final class BodyCap {
  /** For simulations, whose source is in the body. */
  private static final int LARGEST = 8 << 20;

  /** For waveforms: 65,536 samples of 30 characters each. */
  private static final int SAMPLES = 2 << 20;

  private static final int USUAL = 1 << 20;

  private BodyCap() {}

  /** The most bytes that a body to this path may have. */
  static int of(String path) {
    if (path.startsWith("/v1/waveforms")) {
      return SAMPLES;
    }
    return path.startsWith("/v1/simulations") ? LARGEST : USUAL;
  }

  /**
   * @param length as announced; below 0 if it was not
   * @throws Problem BODY_TOO_LARGE
   */
  static void refuse(String path, long length) {
    if (length > of(path)) {
      throw tooLarge(of(path));
    }
  }

  static Problem tooLarge(int cap) {
    return new Problem(
            ProblemType.BODY_TOO_LARGE, "The body may have at most " + cap + " bytes here.")
        .with("limit", cap);
  }
}
