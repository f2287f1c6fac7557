package org.quantonium.engine;

import java.util.Arrays;

/** Rotations of one qubit and phases of basis states, in the order in which they act. */
final class Lowered {
  private static final int FIRST_LENGTH = 64;

  /** How many there are so far. */
  int count;

  /** The qubit of a rotation; -1 for a phase. */
  int[] qubit = new int[FIRST_LENGTH];

  /** The qubits that must be 1 for a phase. */
  int[] mask = new int[FIRST_LENGTH];

  /** The factor of a phase, or that by which a rotation multiplies 1 of its qubit beforehand. */
  double[] re = new double[FIRST_LENGTH];

  double[] im = new double[FIRST_LENGTH];

  /** The tangent of a rotation, at most 1 / {@link Precision#leastCosine}. */
  double[] tangent = new double[FIRST_LENGTH];

  /** Whether a rotation takes its two inputs the other way round. */
  boolean[] swapped = new boolean[FIRST_LENGTH];

  /** What an amplitude still has to be multiplied by after a rotation. */
  double[] scale = new double[FIRST_LENGTH];

  void phase(int set, double factorRe, double factorIm) {
    append(-1, set, factorRe, factorIm);
  }

  void rotation(
      int name, double factorRe, double factorIm, double tan, boolean turned, double later) {
    append(name, 1 << name, factorRe, factorIm);
    tangent[count - 1] = tan;
    swapped[count - 1] = turned;
    scale[count - 1] = later;
  }

  private void append(int name, int set, double factorRe, double factorIm) {
    if (count == qubit.length) {
      qubit = Arrays.copyOf(qubit, 2 * count);
      mask = Arrays.copyOf(mask, 2 * count);
      re = Arrays.copyOf(re, 2 * count);
      im = Arrays.copyOf(im, 2 * count);
      tangent = Arrays.copyOf(tangent, 2 * count);
      swapped = Arrays.copyOf(swapped, 2 * count);
      scale = Arrays.copyOf(scale, 2 * count);
    }
    qubit[count] = name;
    mask[count] = set;
    re[count] = factorRe;
    im[count] = factorIm;
    count++;
  }

  /**
   * Drops all, for one who only counts.
   *
   * @return how many rotations that were
   */
  int forget() {
    int rotations = 0;
    for (int i = 0; i < count; i++) {
      rotations += qubit[i] >= 0 ? 1 : 0;
    }
    count = 0;
    return rotations;
  }

  /** Gives each qubit another number. */
  void rename(int[] numbers) {
    for (int k = 0; k < count; k++) {
      int set = 0;
      for (int rest = mask[k]; rest != 0; rest &= rest - 1) {
        set |= 1 << numbers[Integer.numberOfTrailingZeros(rest)];
      }
      mask[k] = set;
      qubit[k] = qubit[k] < 0 ? -1 : numbers[qubit[k]];
    }
  }
}
