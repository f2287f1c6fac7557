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
  private static final double NOTHING = 1e-17;

  private static final int ENTRIES = 8;

  /** What the gates became, in order, but for what waits. */
  final Lowered lowered = new Lowered();

  final int qubits;

  /** For each qubit of the state its name in {@link #lowered}. */
  final int[] place;

  /** True for names that are still 0 for certain. */
  private final boolean[] fresh;

  /** A 2 x 2 matrix by name that waits; complex entries row by row. */
  private final double[] waiting;

  private final double leastCosine;
  private double phaseRe = 1;
  private double phaseIm;

  /**
   * Begins with no gates.
   *
   * @param zero whether the state that they act on is 0...0
   */
  Lowering(int qubits, boolean zero, Precision precision) {
    this.leastCosine = precision.leastCosine;
    this.qubits = qubits;
    this.place = new int[qubits];
    this.fresh = new boolean[qubits];
    this.waiting = new double[ENTRIES * qubits];
    for (int i = 0; i < qubits; i++) {
      place[i] = i;
      fresh[i] = zero;
      reset(i);
    }
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
      if (fresh[name] && isDiagonal(name)) {
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
        multiply(names[0], TURN_BACK);
        multiply(names[1], TURN_BACK);
        phases(set, names, turned);
        multiply(names[0], TURN);
        multiply(names[1], TURN);
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
      multiply(target, u);
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
    multiply(target, Matrix.of(half, 0, other, 0, -other, 0, half, 0));
    phase(both, -1, 0);
    multiply(target, Matrix.of(half, 0, -other, 0, other, 0, half, 0));
    phase(set, pr, pi);
    phase(both, qr * pr + qi * pi, qi * pr - qr * pi);
  }

  /** Multiplies the amplitudes where all of these names are 1. */
  private void phase(int set, double factorRe, double factorIm) {
    if (factorRe == 1 && factorIm == 0) {
      return;
    }
    if (set == 0) {
      double r = phaseRe * factorRe - phaseIm * factorIm;
      phaseIm = phaseRe * factorIm + phaseIm * factorRe;
      phaseRe = r;
      return;
    }
    if (Integer.bitCount(set) == 1) {
      multiply(Integer.numberOfTrailingZeros(set), Matrix.of(1, 0, 0, 0, 0, 0, factorRe, factorIm));
      return;
    }
    for (int rest = set; rest != 0; rest &= rest - 1) {
      int name = Integer.numberOfTrailingZeros(rest);
      if (fresh[name] && isDiagonal(name)) {
        return;
      }
    }
    for (int rest = set; rest != 0; rest &= rest - 1) {
      emit(Integer.numberOfTrailingZeros(rest));
    }
    lowered.phase(set, factorRe, factorIm);
  }

  private void multiply(int name, Matrix u) {
    double[] w = waiting;
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
    return Math.abs(waiting[at + 4]) + Math.abs(waiting[at + 5]) < NOTHING;
  }

  private void reset(int name) {
    int at = ENTRIES * name;
    Arrays.fill(waiting, at, at + ENTRIES, 0);
    waiting[at] = 1;
    waiting[at + 6] = 1;
  }

  /** Appends what waits for that name, up to a diagonal, which goes on waiting. */
  private void emit(int name) {
    if (isDiagonal(name)) {
      return;
    }
    int at = ENTRIES * name;
    double[] w = waiting;
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
    if (a >= NOTHING) {
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
    for (int name = 0; name < qubits; name++) {
      emit(name);
      int at = ENTRIES * name;
      double r = waiting[at];
      double i = waiting[at + 1];
      double length = Math.sqrt(r * r + i * i);
      phase(0, r / length, i / length);
      double dr = waiting[at + 6] * r + waiting[at + 7] * i;
      double di = waiting[at + 7] * r - waiting[at + 6] * i;
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
