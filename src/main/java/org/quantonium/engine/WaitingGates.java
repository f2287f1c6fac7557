package org.quantonium.engine;

import java.util.Arrays;

/**
 * Gates on one qubit that wait to be multiplied with what comes next, a matrix by name, and the
 * phase of the whole state.
 *
 * <p>A matrix is taken apart, diagonal x real rotation x diagonal, only when a phase couples its
 * qubit with another; the diagonal on its left passes through the coupling and goes on waiting.
 */
final class WaitingGates {
  private static final int ENTRIES = 8;

  private final Lowered lowered;
  private final double leastCosine;

  /** True for names that are still 0 for certain. */
  private final boolean[] fresh;

  /** A 2 x 2 matrix by name; complex entries row by row. */
  private final double[] matrices;

  private double phaseRe = 1;
  private double phaseIm;

  /**
   * Begins with nothing waiting.
   *
   * @param zero whether all qubits are 0
   * @param lowered what rotations and phases are appended to
   */
  WaitingGates(int qubits, boolean zero, Precision precision, Lowered lowered) {
    this.lowered = lowered;
    this.leastCosine = precision.leastCosine;
    this.fresh = new boolean[qubits];
    Arrays.fill(fresh, zero);
    this.matrices = new double[ENTRIES * qubits];
    for (int i = 0; i < qubits; i++) {
      reset(i);
    }
  }

  /** Whether that name is 0 for certain. */
  boolean isZero(int name) {
    return fresh[name] && isDiagonal(name);
  }

  /** Multiplies the whole state. */
  void turn(double factorRe, double factorIm) {
    if (factorRe == 1 && factorIm == 0) {
      return;
    }
    double r = phaseRe * factorRe - phaseIm * factorIm;
    phaseIm = phaseRe * factorIm + phaseIm * factorRe;
    phaseRe = r;
  }

  /** Multiplies what waits for that name from the left. */
  void multiply(int name, Matrix u) {
    double[] w = matrices;
    int at = ENTRIES * name;
    for (int column = 0; column < 2; column++) {
      int up = at + 2 * column;
      int down = up + 4;
      double a = w[up];
      double b = w[up + 1];
      double c = w[down];
      double d = w[down + 1];
      w[up] = u.re[0] * a - u.im[0] * b + u.re[1] * c - u.im[1] * d;
      w[up + 1] = u.re[0] * b + u.im[0] * a + u.re[1] * d + u.im[1] * c;
      w[down] = u.re[2] * a - u.im[2] * b + u.re[3] * c - u.im[3] * d;
      w[down + 1] = u.re[2] * b + u.im[2] * a + u.re[3] * d + u.im[3] * c;
    }
  }

  private boolean isDiagonal(int name) {
    int at = ENTRIES * name;
    return Math.abs(matrices[at + 4]) + Math.abs(matrices[at + 5]) < Lowering.NOTHING;
  }

  private void reset(int name) {
    int at = ENTRIES * name;
    Arrays.fill(matrices, at, at + ENTRIES, 0);
    matrices[at] = 1;
    matrices[at + 6] = 1;
  }

  /** Appends what waits for that name, up to a diagonal, which goes on waiting. */
  void emit(int name) {
    if (isDiagonal(name)) {
      return;
    }
    int at = ENTRIES * name;
    double[] w = matrices;
    double ar = w[at];
    double ai = w[at + 1];
    double cr = w[at + 4];
    double ci = w[at + 5];
    double a = Math.sqrt(ar * ar + ai * ai);
    double c = Math.sqrt(cr * cr + ci * ci);
    boolean turned = a < c * leastCosine;
    // The matrix is diag(p, q) x rotation x diag(1, s); turned about, the rotation has -p.
    double pr = 1;
    double pi = 0;
    if (a >= Lowering.NOTHING) {
      pr = (turned ? -ar : ar) / a;
      pi = (turned ? -ai : ai) / a;
    }
    double qr = cr / c;
    double qi = ci / c;
    double sr = turned ? w[at + 2] * pr + w[at + 3] * pi : w[at + 6] * qr + w[at + 7] * qi;
    double si = turned ? w[at + 3] * pr - w[at + 2] * pi : w[at + 7] * qr - w[at + 6] * qi;
    double length = Math.sqrt(sr * sr + si * si);
    boolean unseen = fresh[name];
    lowered.rotation(
        name,
        unseen ? 1 : sr / length,
        unseen ? 0 : si / length,
        turned ? a / c : c / a,
        turned,
        (turned ? c : a) / Math.sqrt(a * a + c * c));
    fresh[name] = false;
    Arrays.fill(w, at, at + ENTRIES, 0);
    w[at] = pr;
    w[at + 1] = pi;
    w[at + 6] = qr;
    w[at + 7] = qi;
  }

  /** Appends all that waits. */
  void finish() {
    for (int name = 0; name < fresh.length; name++) {
      emit(name);
      int at = ENTRIES * name;
      double r = matrices[at];
      double i = matrices[at + 1];
      double length = Math.sqrt(r * r + i * i);
      turn(r / length, i / length);
      double dr = matrices[at + 6] * r + matrices[at + 7] * i;
      double di = matrices[at + 7] * r - matrices[at + 6] * i;
      length = Math.sqrt(dr * dr + di * di);
      if (!fresh[name] && (dr != length || di != 0)) {
        lowered.phase(1 << name, dr / length, di / length);
      }
      reset(name);
    }
    double length = Math.sqrt(phaseRe * phaseRe + phaseIm * phaseIm);
    if (phaseRe != length || phaseIm != 0) {
      lowered.phase(0, phaseRe / length, phaseIm / length);
    }
  }
}
