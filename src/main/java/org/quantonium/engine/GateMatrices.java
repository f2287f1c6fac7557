package org.quantonium.engine;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.sin;

/** The unitaries that {@link Gate} refers to; angles in radians. */
final class GateMatrices {
  private static final double R = Math.sqrt(0.5);

  /**
   * Margolus' Toffoli: X on operand 2 where operands 0 and 1 are set, but with phases i and -i, and
   * -1 on operands 0 and 2 without 1.
   */
  static final Matrix RCCX_FORM =
      Matrix.identity(8)
          .set(0b011, 0b011, 0, 0)
          .set(0b111, 0b111, 0, 0)
          .set(0b011, 0b111, 0, -1)
          .set(0b111, 0b011, 0, 1)
          .set(0b101, 0b101, -1, 0);

  static final Matrix RC3X_FORM = rc3x(1);
  static final Matrix RC3XDG_FORM = rc3x(-1);

  private GateMatrices() {}

  static Matrix x() {
    return Matrix.of(0, 0, 1, 0, 1, 0, 0, 0);
  }

  static Matrix y() {
    return Matrix.of(0, 0, 0, -1, 0, 1, 0, 0);
  }

  static Matrix z() {
    return Matrix.of(1, 0, 0, 0, 0, 0, -1, 0);
  }

  static Matrix h() {
    return Matrix.of(R, 0, R, 0, R, 0, -R, 0);
  }

  static Matrix s(int sign) {
    return Matrix.of(1, 0, 0, 0, 0, 0, 0, sign);
  }

  static Matrix t(int sign) {
    return Matrix.of(1, 0, 0, 0, 0, 0, R, sign * R);
  }

  static Matrix sx(int sign) {
    double i = 0.5 * sign;
    return Matrix.of(0.5, i, 0.5, -i, 0.5, -i, 0.5, i);
  }

  static Matrix rx(double theta) {
    double c = cos(theta / 2);
    double s = sin(theta / 2);
    return Matrix.of(c, 0, 0, -s, 0, -s, c, 0);
  }

  static Matrix ry(double theta) {
    double c = cos(theta / 2);
    double s = sin(theta / 2);
    return Matrix.of(c, 0, -s, 0, s, 0, c, 0);
  }

  static Matrix rz(double phi) {
    return Matrix.phases(-phi / 2, phi / 2);
  }

  /** exp(i gamma) times the general one-qubit gate of OpenQASM 3. */
  static Matrix u(double theta, double phi, double lambda, double gamma) {
    double c = cos(theta / 2);
    double s = sin(theta / 2);
    return Matrix.of(
        c * cos(gamma),
        c * sin(gamma),
        -s * cos(gamma + lambda),
        -s * sin(gamma + lambda),
        s * cos(gamma + phi),
        s * sin(gamma + phi),
        c * cos(gamma + phi + lambda),
        c * sin(gamma + phi + lambda));
  }

  static Matrix swap() {
    return Matrix.identity(4).set(1, 1, 0, 0).set(2, 2, 0, 0).set(1, 2, 1, 0).set(2, 1, 1, 0);
  }

  static Matrix rxx(double theta) {
    double c = cos(theta / 2);
    double s = sin(theta / 2);
    Matrix m = Matrix.identity(4);
    for (int i = 0; i < 4; i++) {
      m.set(i, i, c, 0).set(i, 3 - i, 0, -s);
    }
    return m;
  }

  static Matrix rzz(double theta) {
    return Matrix.phases(-theta / 2, theta / 2, theta / 2, -theta / 2);
  }

  /**
   * The three-controlled X up to relative phases: with operands 0 and 1 set, operand 3 sees X times
   * a sign where operand 2 is set too, and i or -i where it is not.
   */
  private static Matrix rc3x(int sign) {
    return Matrix.identity(16)
        .set(0b0011, 0b0011, 0, sign)
        .set(0b1011, 0b1011, 0, -sign)
        .set(0b0111, 0b0111, 0, 0)
        .set(0b1111, 0b1111, 0, 0)
        .set(0b0111, 0b1111, sign, 0)
        .set(0b1111, 0b0111, -sign, 0);
  }
}
