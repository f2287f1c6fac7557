package org.quantonium.engine;

import java.util.Arrays;

/**
 * Turns gates into real rotations of one qubit and phases of basis states, and nothing else.
 *
 * <p>A unitary of one qubit is diagonal x real rotation x diagonal. Under controls its rotation
 * R(theta) becomes R(theta/2), a sign where all are set, R(-theta/2) and that sign again; so only
 * phases ever couple qubits. Gates on one qubit are multiplied together until a phase couples it
 * with another, and diagonals pass through the coupling. A swap without controls renames qubits. No
 * angle is taken: cosines and sines come from the matrix by square roots, which round the same
 * everywhere.
 *
 * <p>Cost: a few dozen operations a gate, linear in its controls.
 */
final class Lowering {
  private static final double HALF_TURN = Math.sqrt(0.5);

  /** The rotation of a quarter circle's half: it turns Z into X. */
  private static final Matrix TURN =
      Matrix.of(HALF_TURN, 0, -HALF_TURN, 0, HALF_TURN, 0, HALF_TURN, 0);

  private static final Matrix TURN_BACK =
      Matrix.of(HALF_TURN, 0, HALF_TURN, 0, -HALF_TURN, 0, HALF_TURN, 0);

  private static final Matrix X = GateMatrices.x();

  /** Less than this off a diagonal changes no amplitude in double precision. */
  static final double NOTHING = 1e-17;

  /** What the gates became, in order, but for what waits. */
  final Lowered lowered = new Lowered();

  final int qubits;

  /** For each qubit of the state its name in {@link #lowered}. */
  final int[] place;

  private final WaitingGates waiting;

  /**
   * Begins with no gates.
   *
   * @param zero whether the state that they act on is 0...0
   */
  Lowering(int qubits, boolean zero, Precision precision) {
    this.qubits = qubits;
    this.place = new int[qubits];
    Arrays.setAll(place, i -> i);
    this.waiting = new WaitingGates(qubits, zero, precision, lowered);
  }

  /**
   * Adds a gate.
   *
   * @param operands qubits of the state: controls, those of the gate included, then targets
   */
  void add(Gate gate, Matrix unitary, int[] operands, int controls) {
    int set = 0;
    for (int i = 0; i < controls; i++) {
      int name = place[operands[i]];
      if (waiting.isZero(name)) {
        return;
      }
      set |= 1 << name;
    }
    int targets = operands.length - controls;
    if (targets == 1) {
      controlled(set, place[operands[controls]], unitary);
      return;
    }
    int[] names = new int[targets];
    for (int i = 0; i < targets; i++) {
      names[i] = place[operands[controls + i]];
    }
    if (unitary.isDiagonal()) {
      phases(set, names, unitary);
      return;
    }
    switch (gate) {
      case SWAP, CSWAP -> swap(set, operands[controls], operands[controls + 1]);
      case RXX -> {
        // Turned about, it is the diagonal of its entries' sums and differences.
        Matrix turned = Matrix.identity(4);
        for (int i = 0; i < 4; i++) {
          double sign = i == 0 || i == 3 ? 1 : -1;
          turned.set(
              i, i, unitary.re[0] + sign * unitary.re[3], unitary.im[0] + sign * unitary.im[3]);
        }
        waiting.multiply(names[0], TURN_BACK);
        waiting.multiply(names[1], TURN_BACK);
        phases(set, names, turned);
        waiting.multiply(names[0], TURN);
        waiting.multiply(names[1], TURN);
      }
      default -> permuted(set, names, unitary);
    }
  }

  /** A matrix that permutes basis states by X on its last qubit at most, times a diagonal. */
  private void permuted(int set, int[] names, Matrix unitary) {
    Matrix diagonal = Matrix.identity(unitary.size);
    int top = unitary.size / 2;
    int moved = 0;
    int count = 0;
    for (int column = 0; column < unitary.size; column++) {
      int at = column * unitary.size + column;
      boolean stays = unitary.re[at] != 0 || unitary.im[at] != 0;
      int row = stays ? column : column ^ top;
      at = row * unitary.size + column;
      diagonal.set(column, column, unitary.re[at], unitary.im[at]);
      if (!stays) {
        moved = count == 0 ? column : moved & column;
        count++;
      }
    }
    int controls = set;
    for (int i = 0; i < names.length - 1; i++) {
      controls |= ((moved >>> i) & 1) << names[i];
    }
    if (count != 2 << (names.length - 1 - Integer.bitCount(moved & (top - 1)))) {
      throw new IllegalArgumentException("a gate that no rule takes apart");
    }
    phases(set, names, diagonal);
    controlled(controls, names[names.length - 1], X);
  }

  private void swap(int set, int a, int b) {
    if (set == 0) {
      int name = place[a];
      place[a] = place[b];
      place[b] = name;
      return;
    }
    int first = place[a];
    int second = place[b];
    controlled(1 << second, first, X);
    controlled(set | 1 << first, second, X);
    controlled(1 << second, first, X);
  }

  /** A diagonal as the product of a phase for each subset of its qubits. */
  private void phases(int set, int[] names, Matrix diagonal) {
    int size = diagonal.size;
    double[] r = new double[size];
    double[] i = new double[size];
    for (int k = 0; k < size; k++) {
      r[k] = diagonal.re[k * size + k];
      i[k] = diagonal.im[k * size + k];
    }
    for (int bit = 1; bit < size; bit <<= 1) {
      for (int k = 0; k < size; k++) {
        if ((k & bit) != 0) {
          // Unit moduli: to divide is to multiply by the conjugate.
          double a = r[k] * r[k ^ bit] + i[k] * i[k ^ bit];
          double b = i[k] * r[k ^ bit] - r[k] * i[k ^ bit];
          double length = Math.sqrt(a * a + b * b);
          r[k] = a / length;
          i[k] = b / length;
        }
      }
    }
    for (int k = 0; k < size; k++) {
      int all = set;
      for (int bit = 0; bit < names.length; bit++) {
        all |= ((k >>> bit) & 1) << names[bit];
      }
      phase(all, r[k], i[k]);
    }
  }

  private void controlled(int set, int target, Matrix u) {
    if (set == 0) {
      waiting.multiply(target, u);
      return;
    }
    int both = set | 1 << target;
    double cos = Math.sqrt(u.re[0] * u.re[0] + u.im[0] * u.im[0]);
    double sin = Math.sqrt(u.re[2] * u.re[2] + u.im[2] * u.im[2]);
    if (sin < NOTHING) {
      phase(set, u.re[0], u.im[0]);
      phase(both, u.re[3] * u.re[0] + u.im[3] * u.im[0], u.im[3] * u.re[0] - u.re[3] * u.im[0]);
      return;
    }
    // u = diag(p, q) x rotation x diag(1, s)
    double pr = 1;
    double pi = 0;
    if (cos >= NOTHING) {
      pr = u.re[0] / cos;
      pi = u.im[0] / cos;
    }
    double qr = u.re[2] / sin;
    double qi = u.im[2] / sin;
    double sr = cos >= sin ? u.re[3] * qr + u.im[3] * qi : -(u.re[1] * pr + u.im[1] * pi);
    double si = cos >= sin ? u.im[3] * qr - u.re[3] * qi : -(u.im[1] * pr - u.re[1] * pi);
    double length = Math.sqrt(sr * sr + si * si);
    double norm = Math.sqrt(cos * cos + sin * sin);
    double half = Math.sqrt(0.5 * (1 + cos / norm));
    double other = 0.5 * sin / norm / half;
    phase(both, -sr / length, -si / length);
    waiting.multiply(target, Matrix.of(half, 0, other, 0, -other, 0, half, 0));
    phase(both, -1, 0);
    waiting.multiply(target, Matrix.of(half, 0, -other, 0, other, 0, half, 0));
    phase(set, pr, pi);
    phase(both, qr * pr + qi * pi, qi * pr - qr * pi);
  }

  /** Multiplies the amplitudes where all of these names are 1. */
  private void phase(int set, double factorRe, double factorIm) {
    if (factorRe == 1 && factorIm == 0) {
      return;
    }
    if (set == 0) {
      waiting.turn(factorRe, factorIm);
      return;
    }
    if (Integer.bitCount(set) == 1) {
      waiting.multiply(
          Integer.numberOfTrailingZeros(set), Matrix.of(1, 0, 0, 0, 0, 0, factorRe, factorIm));
      return;
    }
    for (int rest = set; rest != 0; rest &= rest - 1) {
      int name = Integer.numberOfTrailingZeros(rest);
      if (waiting.isZero(name)) {
        return;
      }
    }
    for (int rest = set; rest != 0; rest &= rest - 1) {
      waiting.emit(Integer.numberOfTrailingZeros(rest));
    }
    lowered.phase(set, factorRe, factorIm);
  }

  /** Appends all that waits. */
  void finish() {
    waiting.finish();
  }

  /**
   * Renames, so that each qubit of the state has its own number for a name. That is right only if
   * the state was 0...0, which no renaming changes.
   */
  void rename() {
    int[] owner = new int[qubits];
    for (int i = 0; i < qubits; i++) {
      owner[place[i]] = i;
    }
    lowered.rename(owner);
    for (int i = 0; i < qubits; i++) {
      place[i] = i;
    }
  }
}
